# What the page says about a text: its days, its versions, what a reader must know first.

# Titles of pages.
version-title = { $title } – versi { $version }
draft-title = Draf: { $title }
jurisdiction-title = { $title } – { $addendum }

# Days.
last-updated = Kemas kini terakhir
effective = Tarikh kuat kuasa
what-is-new = Perkara baharu
changes-in-version = Perubahan dalam versi ini
material-change = Perubahan penting

# Versions.
version = Versi { $version }
versions-title = Versi
addendum-versions-title = Versi adendum ini
permanent-address = Alamat kekal versi ini
status-in-force = Berkuat kuasa
status-upcoming = Akan berkuat kuasa
status-superseded = Telah digantikan
status-draft = Draf

# Other pages of the policy.
jurisdictions-title = Mengikut negara atau wilayah
jurisdictions-choose = Saya tinggal di…

# Around the text.
contents = Kandungan
print = Cetak
defined-terms = Istilah yang ditakrifkan
articles-apply = Teks-teks ini terpakai bersama-sama

# Notices: `notice-KIND`, and the words of their link. $language names the language of the page that is linked to,
# $reader that of the page itself.
notice-translation = Terjemahan ini adalah untuk rujukan sahaja. Jika terjemahan ini berbeza daripada teks { $language }, teks { $language } diutamakan.
notice-translation-link = Baca teks { $language }
notice-fallback = Teks ini belum diterjemahkan ke dalam { $reader }. Anda sedang membaca teks { $language }.
notice-fallback-link = Pergi ke halaman dalam { $language }
notice-earlier = Terjemahan ini adalah bagi versi yang lebih awal, iaitu { $version }. Teks { $language } telah berubah selepas itu, dan teks { $language } diutamakan.
notice-earlier-link = Baca teks { $language }
notice-partly = Terjemahan ini dibuat daripada versi yang lebih awal, iaitu { $version }, dan mengikut versi yang lebih baharu dalam sebahagian petikan sahaja. Teks { $language } telah berubah selepas itu, dan teks { $language } diutamakan.
notice-partly-link = Baca teks { $language }
notice-draft = Ini ialah draf. Draf ini belum diterbitkan dan belum berkuat kuasa.
notice-draft-link = Baca versi yang berkuat kuasa
notice-upcoming = Versi ini telah diterbitkan tetapi belum berkuat kuasa. Versi ini akan berkuat kuasa pada { $day }.
notice-upcoming-link = Baca versi yang berkuat kuasa
notice-superseded = Versi ini tidak lagi berkuat kuasa dan telah digantikan dengan versi yang lebih baharu.
notice-superseded-link = Baca versi yang berkuat kuasa
