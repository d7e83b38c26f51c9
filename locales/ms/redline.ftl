# Perbandingan: apa yang berubah daripada satu versi kepada versi lain.

# Tajuk halaman.
compare-title = Apa yang berubah: { $title }, daripada versi { $old } kepada versi { $new }
compare-in-force-title = Apa yang berubah: { $title }, sejak versi { $old }
compare-draft-title = Apa yang berubah: { $title }, daripada versi { $old } kepada draf
compare-heading = Apa yang berubah
compare-from = Daripada
compare-to = Kepada
working-text = Draf

# Apa yang perlu diketahui oleh pembaca terjemahan. $language ialah bahasa yang mengawal.
compare-note-translation = Halaman ini membandingkan dua terjemahan. Teks { $language } diutamakan.
compare-note-controlling-unchanged = Tiada perkataan dalam teks { $language } yang berubah antara kedua-dua versi ini: yang berubah di sini hanyalah terjemahannya.
compare-note-unmeasured = Sejauh mana kedua-dua terjemahan mengikut teks { $language } bagi versinya tidak dapat dipastikan: lihat apa yang berubah dalam teks { $language }.
compare-controlling = Apa yang berubah dalam teks { $language }

# How much of what the controlling text changed a redline of translations shows. Every change is counted once.
followed-changes = Antara kedua-dua versi ini, { $count } petikan dalam teks { $language } berubah:
followed-changes-minor = Antara kedua-dua versi ini, format atau pautan berubah dalam { $count } petikan teks { $language }:
followed-shown = { $count ->
    [0] Tiada satu pun daripada perubahan itu ditandakan dalam terjemahan ini.
   *[other] Perubahan dalam { $count } petikan itu turut terdapat dalam terjemahan ini dan ditandakan di bawah.
}
followed-same = Perubahan dalam { $count } petikan itu tidak menjejaskan perkataan terjemahan ini.
followed-minor = Dalam { $count } petikan itu, terjemahan ini berbeza daripada teks { $language } dari segi format, ejaan, tanda, pautan atau kedudukan sahaja.
followed-apart = { $count } petikan itu tiada padanan dalam terjemahan: dalam senarai adendum, atau dalam bahagian untuk satu bahasa sahaja.
followed-behind = Dalam { $count } petikan itu, terjemahan ini belum menyatakan apa yang dinyatakan oleh teks { $language }.
followed-uncertain = Dalam { $count } petikan itu, tidak pasti sama ada terjemahan ini menyatakan apa yang dinyatakan oleh teks { $language }.
followed-missing = { $count } petikan itu belum diterjemahkan.
followed-critical = Dalam { $count } petikan itu, terjemahan ini belum mengikut teks { $language } tentang nombor, tarikh, alamat, penerima, jenis data, hak atau kewajipan.
followed-marked = Perkara yang belum dinyatakan oleh terjemahan ini ditandakan pada tempatnya di bawah, dalam { $language }, berserta apa yang berubah di situ.

# Banyaknya perubahan.
redline-summary = Secara ringkas
redline-words = Perkataan ditambah: { $inserted }. Perkataan dipadamkan: { $deleted }.
redline-sections = Bahagian yang berubah:
redline-words-translated = Perkataan ditambah pada terjemahan: { $inserted }. Perkataan dipadamkan daripadanya: { $deleted }.
redline-nothing = Kedua-dua teks adalah sama.
redline-nothing-translated = Kedua-dua terjemahan adalah sama.
redline-changes = Senarai perubahan
redline-top = Permulaan
redline-passages = { $count } petikan
redline-words-short = { $inserted ->
    [0] { $deleted } perkataan dipadamkan
   *[other] { $deleted ->
        [0] { $inserted } perkataan ditambah
       *[other] { $inserted } perkataan ditambah, { $deleted } dipadamkan
    }
}
redline-source-unchanged = Teks sahih tidak berubah di sini.

# Jenis perubahan.
redline-kind-minor = format atau pautan sahaja
redline-kind-changed = diubah
redline-kind-inserted = ditambah
redline-kind-deleted = dipadamkan
redline-kind-moved = dipindahkan
redline-kind-moved-changed = dipindahkan dan diubah

# Teks dengan perubahannya.
redline-text = Teks dengan perubahannya
redline-legend-word = perkataan
redline-legend-inserted = ditambah
redline-legend-deleted = dipadamkan
redline-legend-number = nombor
redline-legend-next = satu perubahan; pilih nombornya untuk pergi ke perubahan seterusnya
redline-unchanged = { $count } petikan tanpa perubahan

# Yang disebut oleh pembaca skrin sebelum perkataan yang ditanda, diikuti titik bertindih.
redline-inserted = ditambah
redline-deleted = dipadamkan
# Nombor sebelum perubahan, yang membawa kepada perubahan seterusnya. $kind ialah salah satu jenis di atas.
redline-change = Perubahan { $number } daripada { $of }, { $kind }. Pergi ke yang seterusnya.
redline-change-last = Perubahan { $number } daripada { $of }, { $kind }. Kembali ke senarai perubahan.

# Catatan selepas petikan.
redline-moved-here = Dipindahkan ke tempat ini.
redline-moved-away = Dipindahkan dari sini: lihat perubahan { $number }.
redline-split = Satu petikan dipecahkan menjadi petikan-petikan ini.
redline-merged = Petikan-petikan ini digabungkan menjadi satu.
redline-reformatted = Format berubah.
redline-target = Satu pautan kini menuju ke “{ $new }”, bukan lagi “{ $old }”.
redline-target-added = Satu pautan ke “{ $target }” ditambah.
redline-target-removed = Satu pautan ke “{ $target }” dipadamkan.

# Pautan ke perbandingan daripada halaman lain.
redline-from-previous = Apa yang berubah dalam versi ini
redline-draft = Apa yang diubah oleh draf ini
redline-since = Apa yang berubah sejak itu

# Any two versions: a script leads from one to the other.
compare-any = Bandingkan mana-mana dua versi
compare-any-show = Bandingkan
compare-any-same = Pilih dua versi yang berlainan.
compare-any-steps = Halaman yang berikut, satu demi satu, menunjukkan semua yang berubah daripada versi { $old } kepada versi { $new }:
compare-any-step = Apa yang berubah daripada versi { $old } kepada versi { $new }
compare-any-step-other = Apa yang berubah daripada versi { $old } kepada versi { $new }, dalam { $language }
compare-any-none = Tiada halaman yang menunjukkan apa yang berubah daripada versi { $old } kepada versi { $new }.
