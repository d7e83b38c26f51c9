# Given less than it asks for.
version = Version { $verson }
contents = Contents of { $title }
# What is not there.
print = { prnt } and { -brand } and { languages.title }
languages = { -name.case ->
    [upper] LANGUAGES
   *[other] Languages
}
# There are no functions.
effective = { NUMBER(3) } { UPPER($day) }
# In circles.
last-updated = { what-is-new }
what-is-new = { last-updated }
-name = { -name }
    .other = { contents }
# Nobody asks for it.
contetns = Contents
nobody-asks = Nobody
# A template of the site asks for these.
greeting = Hello { $name }, { $nam } { helper }
greeting-you = You
helper = It is { $name } on { $dya }
# Seen by the program alone.
name-of-de = German
