//! The order in which people count: a number in a name is a number.

use std::cmp::Ordering;

/// Compares two names so that `v9` comes before `v10`. A number that begins with 0 is compared digit by digit, as what follows
/// a decimal point: `1.02` comes before `1.1`.
pub fn compare(mut left: &str, mut right: &str) -> Ordering {
    loop {
        let (one, other) = (first_part(left), first_part(right));
        match compare_parts(one, other) {
            Ordering::Equal if one.is_empty() => return Ordering::Equal,
            Ordering::Equal => (left, right) = (&left[one.len()..], &right[other.len()..]),
            order => return order,
        }
    }
}

/// The digits with which a name begins, or else its first character.
fn first_part(name: &str) -> &str {
    let digits = name.bytes().take_while(u8::is_ascii_digit).count();
    let length = if digits > 0 { digits } else { name.chars().next().map_or(0, char::len_utf8) };
    &name[..length]
}

fn compare_parts(one: &str, other: &str) -> Ordering {
    let is_whole = |part: &str| part.starts_with(|c: char| ('1'..='9').contains(&c));
    if is_whole(one) && is_whole(other) {
        return one.len().cmp(&other.len()).then_with(|| one.cmp(other));
    }
    one.cmp(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each is before every later one.
    fn check(ordered: &[&str]) {
        for (at, one) in ordered.iter().enumerate() {
            for (behind, other) in ordered.iter().enumerate() {
                assert_eq!(compare(one, other), at.cmp(&behind), "{one} {other}");
            }
        }
    }

    #[test]
    fn numbers_are_numbers() {
        check(&["v1", "v1.2", "v1.9", "v1.10", "v2", "v10", "v10a", "w1"]);
        check(&["", "2021-02-09", "2021-02-09-2", "2021-02-09-10", "2021-10-01", "a"]);
    }

    #[test]
    fn numbers_after_a_zero_are_fractions() {
        check(&["1.001", "1.002", "1.010", "1.02", "1.1", "1.3"]);
    }

    #[test]
    fn paths_are_names() {
        check(&["9/en.md", "9/ms.2.md", "9/ms.10.md", "9/ms.md", "10/en.md"]);
    }
}
