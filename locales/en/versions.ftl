# The pages of versions: what was released, what is announced, what was taken back.

# Titles of pages.
upcoming-title = Upcoming: { $title }
history-title = Versions: { $title }
revision-title = { $title } – version { $version }, revision { $revision }

# Days.
released = Published
revised = Translation published
withdrawn = Withdrawn
replaced = Replaced
replaced-later = Will be replaced
ends = No longer applies from

# Versions and their texts.
reason = Reason
no-material-change = No material change
all-versions = All versions
previous-version = Previous version
next-version = Next version
announced-version = Upcoming version
status-withdrawn = Withdrawn
revision = Revision { $revision }
markdown-of = Markdown of the { $name } text, revision { $revision }
markdown-download = Download as Markdown
sealed-title = As it was released
sealed-texts = Texts and checksums

# The page of all versions.
history-explained = Every version that was ever published, the newest first. Each keeps its address and is never changed.
# What applied on a day that readers name.
on-day-label = What applied on
on-day-show = Show
on-day-applied = On { $day }: version { $version }.
on-day-nothing = On { $day }: no version.
timeline-title = Timeline of the policy and its addenda
timeline-explained = Which of these texts took effect, takes effect or ends on which day, the newest first.
event-effective = Version { $version } took effect.
event-upcoming = Version { $version } will take effect.
event-ended = Version { $version } was the last one: from this day on the addendum no longer applies.
verify-title = Check for yourself
verify-explained = The ledger lists every file that was ever released, with its SHA-256. Each entry holds the hash of the one before: whoever keeps the last hash sees whether anything before it was changed or removed.
ledger = The ledger of this text

# Notices, as in policy.ftl. $version is the label of the version that a notice speaks of, $day a day in words.
notice-announced = A new version, { $version }, has been published. It takes effect on { $day }; until then this text applies.
notice-announced-link = Read the upcoming version
notice-announced-redline = What will change
notice-replaced = This version is no longer in force. Version { $version } is, since { $day }.
notice-replaced-link = Read version { $version }, which is in force
notice-revised = A later revision of this translation was published on { $day }.
notice-revised-link = Read the later revision
notice-withdrawn = This version was withdrawn before it took effect. It never applied.
notice-withdrawn-link = Read the version in force
notice-ending = From { $day }, this addendum will no longer apply.
notice-ended = This addendum has not applied since { $day }.
notice-ended-link = Read the text in force

# After the title of an addendum, which is a link.
addendum-ended = has not applied since { $day }. The text below applies without it.
