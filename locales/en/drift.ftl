# How a translation stands to the text that controls. $language names the language of that text.

# On the page of a translation that is behind.
drift-behind = This translation was made from version { $translated } and is being brought up to version { $version }.
drift-passages = { $count ->
    [one] One passage does not yet say what the { $language } text says.
   *[other] { $count } passages do not yet say what the { $language } text says.
}
drift-critical = { $count ->
    [one] One concerns a changed number, date, address, recipient, kind of data, right or duty.
   *[other] { $count } concern a changed number, date, address, recipient, kind of data, right or duty.
}
drift-missing = { $count ->
    [one] One of them is not translated yet; it is shown in { $language }.
   *[other] { $count } of them are not translated yet; they are shown in { $language }.
}
drift-minor = { $count ->
    [one] One passage differs from the { $language } text in formatting, spelling, signs, links or place only; it says the same.
   *[other] { $count } passages differ from the { $language } text in formatting, spelling, signs, links or place only; they say the same.
}
drift-minor-more = { $count ->
    [one] One more differs in formatting, spelling, signs, links or place only.
   *[other] { $count } more differ in formatting, spelling, signs, links or place only.
}
drift-marked = Each is marked below, with what changed in the { $language } text. It is the { $language } text that prevails.

# Marks at passages.
drift-mark-minor = The { $language } text differs here only in formatting, spelling, signs or a link
drift-mark-moved = The { $language } text has this in another place now
drift-mark-stale = The { $language } text has changed here
drift-mark-critical = Important change in the { $language } text: a number, date, address, recipient, kind of data, right or duty
drift-mark-removed = Important: the { $language } text no longer says this, a right or a duty
drift-mark-orphan = The { $language } text does not say this
drift-mark-unbound = It is not certain that the { $language } text says this
drift-mark-missing = Not translated yet
drift-unsure = It is not certain which passage of the { $language } text this translates
drift-not-translated = Not translated yet. The { $language } text says here:
drift-nothing-there = The { $language } text has nothing here.

# Both texts side by side.
bilingual-title = { $title } – both texts
bilingual-heading = Both texts side by side
bilingual-link = Read both texts side by side

# The status of all translations.
status-title = Translation status
status-explained = How far each translation of the texts in force and upcoming matches the controlling text.
status-translates = Translated from version { $version }
status-untranslated = Not translated; readers are shown the controlling text.
status-since = Behind since
status-days = { $count ->
    [one] (one day)
   *[other] ({ $count } days)
}
status-passages = { $count ->
    [one] One passage is behind
   *[other] { $count } passages are behind
}
status-matching = Passages are matched by a program: by their order, length, numbers, names and links. Where a match is not certain, what is said of differences there may be wrong.
status-sure = { $count ->
    [one] The one passage that translates the controlling text is clearly matched.
   *[other] All { $count } passages that translate the controlling text are clearly matched.
}
status-unsure = { $count ->
    [one] For one of { $total } passages it is not certain which passage of the controlling text it translates. A person should check it.
   *[other] For { $count } of { $total } passages it is not certain which passage of the controlling text each translates. A person should check them.
}
status-unsure-passages = { $count ->
    [one] One passage to check
   *[other] { $count } passages to check
}
status-data = The same as JSON
drift-state-current = { $count } up to date
drift-state-minor = { $count } minor
drift-state-stale = { $count } stale
drift-state-orphan = { $count } not in the controlling text
drift-state-unbound = { $count } uncertain
drift-state-missing = { $count } missing
drift-state-critical = { $count } critical
drift-word-minor = minor
drift-word-stale = stale
drift-word-orphan = not in the controlling text
drift-word-unbound = uncertain
drift-word-missing = missing
drift-word-critical = critical
