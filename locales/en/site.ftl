# The page around a text: languages, header, footer, the list of policies.

# The language's own name.
language-name = English

# Languages as they are named in a sentence. A site with another language adds a `name-of-TAG` to each of its languages.
name-of-en = English
name-of-zh-CN = Simplified Chinese
name-of-ms = Malay

# A label before its value, with whatever space the language puts between them.
label = { $label }:{ " " }

skip-to-main = Skip to the text
languages = Languages
choose-language = Choose a language
read-in-this-language = Read our policies in English.

policies-title = Policies
all-policies = All policies

preview = Preview
preview-explained = This copy of the site shows drafts. They have not been published and are not in force.
