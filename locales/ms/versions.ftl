# The pages of versions: what was released, what is announced, what was taken back.

# Titles of pages.
upcoming-title = Akan berkuat kuasa: { $title }
history-title = Versi: { $title }
revision-title = { $title } – versi { $version }, semakan { $revision }

# Days.
released = Diterbitkan
revised = Terjemahan diterbitkan
withdrawn = Ditarik balik
replaced = Digantikan
replaced-later = Akan digantikan
ends = Tidak lagi terpakai mulai

# Versions and their texts.
reason = Sebab
no-material-change = Tiada perubahan penting
all-versions = Semua versi
previous-version = Versi sebelumnya
next-version = Versi seterusnya
announced-version = Versi akan datang
status-withdrawn = Ditarik balik
revision = Semakan { $revision }
markdown-of = Markdown bagi teks { $name }, semakan { $revision }
markdown-download = Muat turun sebagai Markdown
sealed-title = Seperti yang diterbitkan
sealed-texts = Teks dan nilai cincang

# The page of all versions.
history-explained = Setiap versi yang pernah diterbitkan, bermula dengan yang terbaharu. Alamat setiap versi kekal dan kandungannya tidak sekali-kali diubah.
# What applied on a day that readers name.
on-day-label = Versi yang terpakai pada
on-day-show = Tunjukkan
on-day-applied = Pada { $day }: versi { $version }.
on-day-nothing = Pada { $day }: tiada versi.
timeline-title = Garis masa dasar ini dan adendumnya
timeline-explained = Teks yang mula berkuat kuasa, akan berkuat kuasa atau tamat, dan tarikhnya, bermula dengan yang terbaharu.
event-effective = Versi { $version } mula berkuat kuasa.
event-upcoming = Versi { $version } akan berkuat kuasa.
event-ended = Versi { $version } ialah versi terakhir: mulai hari tersebut, adendum itu tidak lagi terpakai.
verify-title = Semak sendiri
verify-explained = Lejar menyenaraikan setiap fail yang pernah diterbitkan, berserta nilai cincang SHA-256. Setiap catatan mengandungi nilai cincang catatan sebelumnya: sesiapa yang menyimpan nilai cincang terakhir dapat mengesan sebarang perubahan atau pemadaman sebelumnya.
ledger = Lejar teks ini

# Notices, as in policy.ftl. $version is the label of the version that a notice speaks of, $day a day in words.
notice-announced = Versi baharu, { $version }, telah diterbitkan. Versi itu akan berkuat kuasa pada { $day }; sebelum tarikh itu, versi ini masih terpakai.
notice-announced-link = Baca versi yang akan berkuat kuasa
notice-announced-redline = Apa yang akan berubah
notice-replaced = Versi ini tidak lagi berkuat kuasa. Versi yang kini berkuat kuasa ialah versi { $version }, sejak { $day }.
notice-replaced-link = Baca versi { $version } yang berkuat kuasa
notice-revised = Terjemahan yang dikemas kini telah diterbitkan pada { $day }.
notice-revised-link = Baca terjemahan yang dikemas kini
notice-withdrawn = Versi ini ditarik balik sebelum berkuat kuasa. Versi ini tidak pernah terpakai.
notice-withdrawn-link = Baca versi yang berkuat kuasa
notice-ending = Adendum ini tidak akan terpakai lagi mulai { $day }.
notice-ended = Adendum ini tidak lagi terpakai mulai { $day }.
notice-ended-link = Baca teks yang berkuat kuasa

# After the title of an addendum, which is a link.
addendum-ended = tidak lagi terpakai mulai { $day }. Teks di bawah terpakai tanpa adendum itu.
