# How a translation stands to the text that controls. $language names the language of that text.

# On the page of a translation that is behind.
drift-behind = Terjemahan ini dibuat daripada versi { $translated } dan sedang dikemas kini kepada versi { $version }.
drift-passages = { $count } petikan belum dikemas kini mengikut teks { $language }.
drift-critical = { $count } daripadanya melibatkan perubahan pada nombor, tarikh, alamat, penerima, jenis data, hak atau kewajipan.
drift-missing = { $count } daripadanya belum diterjemahkan; petikan itu dipaparkan dalam { $language }.
drift-minor = { $count } petikan berbeza daripada teks { $language } dari segi format, ejaan, tanda, pautan atau kedudukan sahaja; kandungannya sama.
drift-minor-more = { $count } petikan lagi berbeza dari segi format, ejaan, tanda, pautan atau kedudukan sahaja.
drift-marked = Setiap satunya ditandakan di bawah, berserta apa yang berubah dalam teks { $language }. Teks { $language } diutamakan.

# Marks at passages.
drift-mark-minor = Teks { $language } di sini berlainan hanya dari segi format, ejaan, tanda atau pautan
drift-mark-moved = Teks { $language } kini meletakkannya di tempat lain
drift-mark-stale = Teks { $language } telah berubah di sini
drift-mark-critical = Perubahan kritikal dalam teks { $language }: nombor, tarikh, alamat, penerima, jenis data, hak atau kewajipan
drift-mark-removed = Penting: teks { $language } tidak lagi menyatakan perkara ini, suatu hak atau kewajipan
drift-mark-orphan = Teks { $language } tidak menyatakan perkara ini
drift-mark-unbound = Tidak pasti sama ada teks { $language } menyatakan perkara ini
drift-mark-missing = Belum diterjemahkan
drift-unsure = Tidak pasti petikan manakah dalam teks { $language } yang diterjemahkan di sini
drift-not-translated = Belum diterjemahkan. Teks { $language } menyatakan di sini:
drift-nothing-there = Tiada apa-apa di sini dalam teks { $language }.

# Both texts side by side.
bilingual-title = { $title } – kedua-dua teks
bilingual-heading = Kedua-dua teks sebelah-menyebelah
bilingual-link = Baca kedua-dua teks sebelah-menyebelah

# The status of all translations.
status-title = Status terjemahan
status-explained = Sejauh mana setiap terjemahan bagi teks yang berkuat kuasa atau akan berkuat kuasa sepadan dengan teks sahih.
status-translates = Dibuat daripada versi { $version }
status-untranslated = Belum diterjemahkan; teks sahih dipaparkan kepada pembaca.
status-since = Belum dikemas kini sejak
status-days = ({ $count } hari)
status-passages = { $count } petikan belum dikemas kini
status-matching = Petikan dipadankan oleh program berdasarkan susunan, panjang, nombor, nama dan pautan. Jika padanan tidak pasti, maklumat tentang perbezaan di situ mungkin tidak tepat.
status-sure = Kesemua { $count } petikan yang menterjemahkan teks sahih telah dipadankan dengan jelas.
status-unsure = Bagi { $count } daripada { $total } petikan, tidak pasti petikan manakah dalam teks sahih yang diterjemahkan. Petikan itu perlu disemak secara manual.
status-unsure-passages = { $count } petikan perlu disemak
status-data = Maklumat yang sama dalam JSON
drift-state-current = { $count } terkini
drift-state-minor = { $count } perbezaan kecil
drift-state-stale = { $count } lapuk
drift-state-orphan = { $count } tiada dalam teks sahih
drift-state-unbound = { $count } tidak pasti
drift-state-missing = { $count } belum diterjemahkan
drift-state-critical = { $count } kritikal
drift-word-minor = perbezaan kecil
drift-word-stale = lapuk
drift-word-orphan = tiada dalam teks sahih
drift-word-unbound = tidak pasti
drift-word-missing = belum diterjemahkan
drift-word-critical = kritikal
