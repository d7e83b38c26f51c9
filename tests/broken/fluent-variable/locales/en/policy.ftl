# What the page says about a text: its days, its versions, what a reader must know first.

# Titles of pages.
version-title = { $titel } – version { $version }
draft-title = Draft: { $titel }
jurisdiction-title = { $titel } – { $addendum }

# Days.
last-updated = Last updated
effective = Effective
what-is-new = What's new
material-change = Material change

# Versions.
version = Version { $version }
versions-title = Versions
addendum-versions-title = Versions of this addendum
permanent-address = Permanent address of this version
status-in-force = In force
status-upcoming = Upcoming
status-superseded = Superseded
status-draft = Draft

# Other pages of the policy.
jurisdictions-title = For particular jurisdictions

# Around the text.
articles-apply = These texts apply together
jurisdictions-choose = I live in…
print = Print
contents = Contents
defined-terms = Defined terms

# Notices: `notice-KIND`, and the words of their link. $language names the language of the page that is linked to,
# $reader that of the page itself.
notice-translation = This translation is for reference only. Where it differs from the { $language } text, the { $language } text prevails.
notice-translation-link = Read the { $language } text
notice-fallback = This text has not been translated into { $reader }. You are reading the { $language } text.
notice-fallback-link = Go to the page in { $language }
notice-earlier = This is a translation of an earlier version, { $version }. The { $language } text has changed since then, and it is the { $language } text that prevails.
notice-earlier-link = Read the { $language } text
notice-draft = This is a draft. It has not been published and is not in force.
notice-draft-link = Read the version in force
notice-upcoming = This version has been published but is not in force yet.
notice-upcoming-link = Read the version in force
notice-superseded = This version is no longer in force. A later one has replaced it.
notice-superseded-link = Read the version in force
changes-in-version = Changes in this version
notice-partly = This translation follows a later version in part; it was made from { $version }.
notice-partly-link = Read the { $language } text
