# The page around a text: languages, header, footer, the list of policies.

# The language's own name.
language-name = Bahasa Melayu

# Languages as they are named in a sentence. A site with another language adds a `name-of-TAG` to each of its languages.
name-of-en = bahasa Inggeris
name-of-zh-CN = bahasa Cina Ringkas
name-of-ms = bahasa Melayu

# A label before its value, with whatever space the language puts between them.
label = { $label }:{ " " }

skip-to-main = Langkau ke teks
languages = Bahasa
choose-language = Pilih bahasa
read-in-this-language = Baca dasar kami dalam bahasa Melayu.

policies-title = Dasar
all-policies = Semua dasar

preview = Pratonton
preview-explained = Salinan laman ini memaparkan teks kerja yang belum diterbitkan dan tidak berkuat kuasa.

# The page for what is not there, and the one at an earlier name of a policy.
not-found-title = Halaman tidak ditemui
not-found-explained = Tiada apa-apa di alamat ini. Semua dasar dan setiap versinya ada di sini:
moved-title = Halaman ini telah berpindah
moved-link = Pergi ke halaman itu

# Feeds. $title is that of the site or of a policy.
feed-of-site = { $title }: versi baharu
feed-of-policy = { $title }: versi baharu
feed-link = Ikuti versi baharu (suapan Atom)
feed-effective = Berkuat kuasa { $day }.
feed-material = Perubahan penting.
# What stands between two sentences.
feed-between-sentences = { " " }
