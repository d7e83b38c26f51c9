# The bar of the live preview, for those who write.
preview-bar = Preview
preview-forms = Views of this text
preview-draft = Draft
preview-redline = Changes to the version in force
preview-in-force = In force
preview-upcoming = Upcoming
preview-bilingual = Side by side
preview-languages = The draft in each language
preview-behind = { $count ->
    [0] up to date
    [one] { $count } passage behind
   *[other] { $count } passages behind
}
preview-day = As of
preview-show = Show
preview-today = Today
preview-findings = Findings
preview-no-findings = No findings
