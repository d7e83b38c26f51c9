// See https://count.example for what this does.
fetch("https://count.example/visit?page=" + location.pathname);
