# The pages of versions: what was released, what is announced, what was taken back.

# Titles of pages.
upcoming-title = Diumumkan: { $title }
history-title = Versi: { $title }
revision-title = { $title } – versi { $version }, semakan { $revision }

# Days.
released = Diterbitkan
revised = Terjemahan disemak
withdrawn = Ditarik balik
replaced = Digantikan
ends = Tidak lagi terpakai mulai

# Versions and their texts.
reason = Sebab
no-material-change = Bukan perubahan penting
all-versions = Semua versi
previous-version = Versi sebelumnya
next-version = Versi seterusnya
announced-version = Diumumkan
status-withdrawn = Ditarik balik
revision = Semakan { $revision }
markdown-of = Markdown bagi teks { $name }, semakan { $revision }
sealed-title = Seperti yang dikeluarkan

# The page of all versions.
history-explained = Setiap versi yang pernah diterbitkan, yang terbaharu dahulu. Alamat setiap versi kekal dan kandungannya tidak sekali-kali diubah.
# What applied on a day that readers name.
on-day-label = Versi yang terpakai pada
on-day-show = Tunjukkan
on-day-applied = Pada { $day }: versi { $version }.
on-day-nothing = Pada { $day }: tiada versi.
timeline-title = Dasar ini dan adendumnya, hari demi hari
timeline-explained = Bahagian mana yang berubah pada hari mana, yang terbaharu dahulu.
event-effective = Versi { $version } mula berkuat kuasa.
event-upcoming = Versi { $version } akan berkuat kuasa.
event-ended = Versi { $version } ialah versi terakhir: mulai hari tersebut adendum ini tidak lagi terpakai.
verify-title = Semak sendiri
verify-explained = Lejar menyenaraikan setiap fail yang pernah dikeluarkan, berserta SHA-256-nya. Setiap catatan mengandungi nilai cincang catatan sebelumnya, supaya tiada apa-apa dapat diubah atau dibuang tanpa disedari.
ledger = Lejar dasar ini

# Notices, as in policy.ftl. $version is the label of the version that a notice speaks of, $day a day in words.
notice-announced = Versi baharu, { $version }, telah diterbitkan. Versi itu berkuat kuasa pada { $day }; sehingga itu, teks ini terpakai.
notice-announced-link = Baca teks yang akan terpakai
notice-replaced = Versi ini tidak lagi berkuat kuasa. Versi { $version }, yang berkuat kuasa sejak { $day }, telah menggantikannya.
notice-replaced-link = Baca versi { $version } yang berkuat kuasa
notice-revised = Semakan terjemahan yang lebih baharu telah diterbitkan pada { $day }.
notice-revised-link = Baca semakan yang lebih baharu
notice-withdrawn = Versi ini ditarik balik sebelum berkuat kuasa. Versi ini tidak pernah terpakai.
notice-withdrawn-link = Baca versi yang berkuat kuasa
notice-ending = Adendum ini tidak akan terpakai lagi mulai { $day }.
notice-ended = Adendum ini tidak lagi terpakai mulai { $day }.
notice-ended-link = Baca teks yang berkuat kuasa

# After the title of an addendum, which is a link.
addendum-ended = tidak lagi terpakai mulai { $day }. Teks di bawah terpakai tanpa adendum itu.
