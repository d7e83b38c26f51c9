# What `promulgate new` writes for people to replace.
new-policy-title = Title of the policy
new-addendum-title = Addendum for { $code }
new-section-heading = Scope
new-section-text = Say here what this text covers and for whom it is.
