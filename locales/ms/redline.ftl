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
compare-note-same-source = Kedua-dua teks menterjemahkan versi { $version }: yang berubah di sini hanyalah terjemahannya.
compare-note-controlling-unchanged = Teks { $language } bagi kedua-dua versi ini sama: yang berubah di sini hanyalah terjemahannya.
compare-controlling = Apa yang berubah dalam teks { $language }

# Banyaknya perubahan.
redline-summary = Secara ringkas
redline-words = Perkataan ditambah: { $inserted }. Perkataan dipadamkan: { $deleted }.
redline-sections = Bahagian yang berubah:
redline-nothing = Kedua-dua teks adalah sama.
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
redline-source-unchanged = Teks sahih bagi bahagian ini tidak berubah.

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

# Any two versions, which a script compares.
compare-any = Bandingkan mana-mana dua versi
compare-any-show = Bandingkan
compare-any-result = Apa yang berubah daripada versi { $old } kepada versi { $new }
compare-any-language = Salah satu versi tidak mempunyai teks dalam bahasa ini, jadi teks { $language } dibandingkan.
compare-any-failed = Teks tidak dapat dimuatkan. Cuba lagi.
