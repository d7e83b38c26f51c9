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
preview-explained = This copy of the site shows working texts. They are not published and not in force.

# The page for what is not there, and the one at an earlier name of a policy.
not-found-title = Page not found
not-found-explained = Nothing is at this address. The policies, in all their versions, are here:
moved-title = This page has moved
moved-link = Go to the page

# Feeds. $title is that of the site or of a policy.
feed-of-site = { $title }: new versions
feed-of-policy = { $title }: new versions
feed-link = Follow new versions (Atom feed)
feed-effective = Effective { $day }.
feed-material = Material change.
# What stands between two sentences.
feed-between-sentences = { " " }
