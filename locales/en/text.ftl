# Words that the program writes into a text itself. They are in the language of the text.

# The cookie register.
cookies-caption = Cookies
cookies-name = Name
cookies-provider = Provider
cookies-purpose = Purpose
cookies-kind = Type
cookies-duration = Kept for

# The controllers and their addresses.
contacts-caption = Controllers and their addresses
contacts-region = Region
contacts-name = Controller
contacts-address = Postal address
contacts-email = E-mail

# Footnotes.
footnotes = Footnotes
footnote-reference = Footnote { $number }
footnote-back = Back to reference { $number }

# Beside a heading: a link to the section, and one to the same section of the controlling text. The label is what
# a screen reader says, and holds the words that are seen.
section-link = Link to section “{ $heading }”
link-copied = Link copied
section-controlling = { $language } text
section-controlling-label = The section “{ $heading }” in the controlling { $language } text

# A table that may be wider than the screen.
table-region = Table, scroll sideways if it is wider than the screen
