# Given what it shows, and words by which it chooses.
-company = { $case ->
    [whose] the company's
   *[who] the company
}
-place = in { $place }
print = { -company(case: "whose") } { -company } { -place(place: "Klang") }
# What the program fills in does not come to a term.
-version = version { $version }
version = This is { -version }
# Nor by way of another, or of a string.
-outer = { -version } and { -place(plase: "Klang") }
-filled = { version-label }
version-label = Version { $version }
# What is not shown itself matters as well.
contents = { -outer } { -filled }
