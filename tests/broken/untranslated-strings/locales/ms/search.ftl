# The search over what is in force.
search-title = Search
search-label = Search the policies in force
search-button = Search
search-found = Dasar yang ditemui: { $count }
search-some = Tiada dasar yang mengandungi semua perkataan ini. Dasar yang mengandungi sebahagiannya: { $count }
search-none = Tiada dasar yang berkuat kuasa mengandungi perkataan ini.
search-more = Tempat lain dalam dasar ini: { $count }
search-failed = Carian tidak dapat dimuatkan. Cuba lagi, atau lihat bahagian-bahagian di bawah.
search-without-scripts = Carian memerlukan skrip, tetapi pelayar anda tidak menjalankannya. Berikut ialah semua bahagian bagi setiap dasar yang berkuat kuasa.
search-all = Semua bahagian
