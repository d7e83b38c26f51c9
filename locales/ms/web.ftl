# What the site says beside its pages: feeds, and the pages for what is not where somebody looked.

# The page for what is not there, and the one at an earlier name of a policy.
not-found-title = Halaman tidak ditemui
not-found-explained = Tiada halaman pada alamat ini. Semua dasar ada di sini, dan setiap satunya membawa kepada semua versinya:
moved-title = Halaman ini telah berpindah
moved-link = Pergi ke halaman itu

# Feeds. $title is that of the site or of a policy.
feed-of-site = { $title }: versi baharu
feed-of-policy = { $title }: versi baharu
feed-link = Ikuti versi baharu (suapan Atom)
feed-effective = Berkuat kuasa { $day }.
feed-material = Perubahan penting.
# What stands between two sentences.
between-sentences = { " " }
