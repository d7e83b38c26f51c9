# Words that the program writes into a text itself. They are in the language of the text.

# The cookie register.
cookies-caption = Kuki
cookies-name = Nama
cookies-provider = Penyedia
cookies-purpose = Tujuan
cookies-kind = Jenis
cookies-duration = Tempoh penyimpanan

# The controllers and their addresses.
contacts-caption = Pengawal data dan alamatnya
contacts-region = Wilayah
contacts-name = Pengawal data
contacts-address = Alamat pos
contacts-email = E-mel

# Footnotes.
footnotes = Nota kaki
footnote-reference = Nota kaki { $number }
footnote-back = Kembali ke rujukan { $number }

# Beside a heading: a link to the section, and one to the same section of the controlling text. The label is what
# a screen reader says, and holds the words that are seen.
section-link = Pautan ke bahagian “{ $heading }”
link-copied = Pautan disalin
section-controlling = Teks { $language }
section-controlling-label = Bahagian “{ $heading }” dalam teks sahih { $language }

# A table that may be wider than the screen.
table-region = Jadual, tatal ke sisi jika lebih lebar daripada skrin
