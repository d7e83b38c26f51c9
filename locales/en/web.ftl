# What the site says beside its pages: feeds, and the pages for what is not where somebody looked.

# The page for what is not there, and the one at an earlier name of a policy.
not-found-title = Page not found
not-found-explained = Nothing is at this address. All policies are here, and each leads to all its versions:
moved-title = This page has moved
moved-link = Go to the page

# Feeds. $title is that of the site or of a policy.
feed-of-site = { $title }: new versions
feed-of-policy = { $title }: new versions
feed-link = Follow new versions (Atom feed)
feed-effective = Effective { $day }.
feed-material = Material change.
# What stands between two sentences.
between-sentences = { " " }
