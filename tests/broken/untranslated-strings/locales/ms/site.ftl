# The page around a text: languages, header, footer, the list of policies.

# The language's own name.
language-name = ms

# Languages as they are named in a sentence. A site with another language adds a `name-of-TAG` to each of its languages.
name-of-en = bahasa Inggeris
name-of-zh-CN = bahasa Cina Ringkas
name-of-ms = bahasa Melayu

# A label before its value, with whatever space the language puts between them.
label = { $label }:{ " " }

skip-to-main = Skip to the text
languages = Languages
choose-language = Pilih bahasa
read-in-this-language = Baca dasar kami dalam bahasa Melayu.

policies-title = Dasar
all-policies = Semua dasar

preview = Pratonton
preview-explained = Salinan laman web ini memaparkan draf yang belum diterbitkan dan belum berkuat kuasa.
