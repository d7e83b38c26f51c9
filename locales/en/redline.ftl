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
compare-note-same-source = Both texts translate version { $version }: what changed here is the translation only.
compare-note-controlling-unchanged = The { $language } text of these two versions says the same: what changed here is the translation only.
compare-controlling = What changed in the { $language } text

# How much changed.
redline-summary = In short
redline-words = Words added: { $inserted }. Words removed: { $deleted }.
redline-sections = Sections with changes:
redline-nothing = The two texts are the same.
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
redline-source-unchanged = The controlling text of this section did not change.

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

# Any two versions, which a script compares.
compare-any = Compare any two versions
compare-any-show = Compare
compare-any-result = What changed from version { $old } to version { $new }
compare-any-language = One of the versions has no text in this language, so the { $language } texts are compared.
compare-any-failed = The texts could not be fetched. Try again.
