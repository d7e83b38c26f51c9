//! Which name was meant by a misspelt one.

/// The help line for a misspelt name.
pub fn did_you_mean(name: &str) -> String {
    format!("did you mean `{name}`?")
}

/// How many names are compared: a list beyond it is no help anyway, and each comparison takes time.
const MAX_CANDIDATES: usize = 300;

/// The known name that is most like `name`, if any is like it at all.
///
/// Likeness is the Damerau-Levenshtein distance; at most a third of the letters may differ.
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let lower = name.to_lowercase();
    let length = name.chars().count();
    let bound = (length / 3).max(1);
    let candidates = known.into_iter().take(MAX_CANDIDATES);
    candidates
        // Much longer or shorter names are far away, and to measure how far takes long.
        .filter(|candidate| candidate.chars().count().abs_diff(length) <= bound)
        .map(|candidate| (strsim::damerau_levenshtein(&lower, &candidate.to_lowercase()), candidate))
        .filter(|&(distance, _)| distance <= bound)
        .min()
        .map(|(_, candidate)| candidate)
}
