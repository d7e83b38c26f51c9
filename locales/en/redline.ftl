# Redlines: what changed from one version to another.

# Titles of pages.
compare-title = What changed: { $title }, version { $old } to { $new }
compare-in-force-title = What changed: { $title }, since version { $old }
compare-draft-title = What changed: { $title }, version { $old } to the draft
compare-heading = What changed
compare-from = From
compare-to = To
working-text = Draft

# What readers of a translation must know. $language is the controlling language.
compare-note-translation = This compares two translations. It is the { $language } text that prevails.
compare-note-controlling-unchanged = No word of the { $language } text changed between these two versions: what changed here is the translation only.
compare-note-unmeasured = How far the two translations follow the { $language } text of their versions cannot be said: see what changed in the { $language } text.
compare-controlling = What changed in the { $language } text

# How much of what the controlling text changed a redline of translations shows. Every change is counted once.
followed-changes = { $count ->
    [one] Between these two versions one passage of the { $language } text changed:
   *[other] Between these two versions { $count } passages of the { $language } text changed:
}
followed-changes-minor = { $count ->
    [one] Between these two versions formatting or links changed in one passage of the { $language } text:
   *[other] Between these two versions formatting or links changed in { $count } passages of the { $language } text:
}
followed-shown = { $count ->
    [0] In none of them is that change marked in this translation.
    [one] In one of them this translation changed as well; that is marked below.
   *[other] In { $count } of them this translation changed as well; that is marked below.
}
followed-same = { $count ->
    [one] In one of them the change makes no difference to the words of this translation.
   *[other] In { $count } of them the change makes no difference to the words of this translation.
}
followed-minor = { $count ->
    [one] In one of them this translation differs from the { $language } text in formatting, spelling, signs, links or place only.
   *[other] In { $count } of them this translation differs from the { $language } text in formatting, spelling, signs, links or place only.
}
followed-apart = { $count ->
    [one] One of them has no counterpart in a translation: in a list of addenda, or in a section for one language only.
   *[other] { $count } of them have no counterpart in a translation: in lists of addenda, or in sections for one language only.
}
followed-behind = { $count ->
    [one] In one of them this translation does not yet say what the { $language } text says.
   *[other] In { $count } of them this translation does not yet say what the { $language } text says.
}
followed-uncertain = { $count ->
    [one] In one of them it is not certain that this translation says what the { $language } text says.
   *[other] In { $count } of them it is not certain that this translation says what the { $language } text says.
}
followed-missing = { $count ->
    [one] One of them is not translated yet.
   *[other] { $count } of them are not translated yet.
}
followed-critical = { $count ->
    [one] In one of them this translation does not yet follow the { $language } text in a number, date, address, recipient, kind of data, right or duty.
   *[other] In { $count } of them this translation does not yet follow the { $language } text in a number, date, address, recipient, kind of data, right or duty.
}
followed-marked = What this translation does not yet say is marked in its place below, in { $language }, with what changed there.

# How much changed.
redline-summary = In short
redline-words = Words added: { $inserted }. Words removed: { $deleted }.
redline-sections = Sections with changes:
redline-words-translated = Words added to the translation: { $inserted }. Words removed from it: { $deleted }.
redline-nothing = The two texts are the same.
redline-nothing-translated = The two translations are the same.
redline-changes = List of changes
redline-top = Beginning
redline-passages = { $count ->
    [one] { $count } passage
   *[other] { $count } passages
}
redline-words-short = { $inserted ->
    [0] { $deleted ->
        [one] { $deleted } word removed
       *[other] { $deleted } words removed
    }
   *[other] { $deleted ->
        [0] { $inserted ->
            [one] { $inserted } word added
           *[other] { $inserted } words added
        }
       *[other] words: { $inserted } added, { $deleted } removed
    }
}
redline-source-unchanged = The controlling text did not change here.

# Kinds of change.
redline-kind-minor = formatting or links only
redline-kind-changed = changed
redline-kind-inserted = added
redline-kind-deleted = removed
redline-kind-moved = moved
redline-kind-moved-changed = moved and changed

# The text with its changes.
redline-text = The text with its changes
redline-legend-word = words
redline-legend-inserted = added
redline-legend-deleted = removed
redline-legend-number = number
redline-legend-next = a change; its number leads to the next one
redline-unchanged = { $count ->
    [one] { $count } passage without changes
   *[other] { $count } passages without changes
}

# What a screen reader says before marked words, followed by a colon.
redline-inserted = added
redline-deleted = removed
# The number before a change, which leads to the next one. $kind is one of the kinds above.
redline-change = Change { $number } of { $of }, { $kind }. Go to the next.
redline-change-last = Change { $number } of { $of }, { $kind }. Go back to the list of changes.

# Remarks behind a passage.
redline-moved-here = Moved to this place.
redline-moved-away = Moved from here: see change { $number }.
redline-split = One passage was split into these.
redline-merged = These passages were merged into one.
redline-reformatted = Formatting changed.
redline-target = A link leads to “{ $new }” instead of “{ $old }”.
redline-target-added = A link to “{ $target }” was added.
redline-target-removed = A link to “{ $target }” was removed.

# Links to redlines from other pages.
redline-from-previous = What changed in this version
redline-draft = What this draft changes
redline-since = What has changed since

# Any two versions: a script leads from one to the other.
compare-any = Compare any two versions
compare-any-show = Compare
compare-any-same = Choose two different versions.
compare-any-steps = These pages, one after the other, show everything that changed from version { $old } to version { $new }:
compare-any-step = What changed from version { $old } to version { $new }
compare-any-step-other = What changed from version { $old } to version { $new }, in { $language }
compare-any-none = No page shows what changed from version { $old } to version { $new }.
