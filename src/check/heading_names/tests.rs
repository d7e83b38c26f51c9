use super::{key, likeness};

/// Names beside headings: true if one is taken for a variation of the other.
const TABLE: &[(&str, &str, bool)] = &[
    // The heading itself, however it is written.
    ("Your rights", "Your rights", false),
    ("3. Your rights", "Your Rights.", false),
    ("the Data we collect", "§ 4 Data we collect", false),
    ("Sharing & transfers", "Sharing and transfers", false),
    ("第三条 您的权利", "您的权利", false),
    ("一、联络、告知与更新", "联络、告知与更新", false),
    ("（二）您的权利", "2.1 您的权利", false),
    // A variation of the whole.
    ("联络、告知与更新", "联络、告知条款与更新", true),
    ("您的权益", "您的权利", true),
    ("告知、联络与更新", "联络、告知与更新", true),
    ("Your choices and rights", "Your rights and choices", true),
    ("Contact, notices and updates", "Contact, notice clause and updates", true),
    ("Sharing and transfer of data", "Sharing and transfers of data", true),
    ("Pemindahan data antarabangsa", "Pemindahan data ke antarabangsa", true),
    // Something else.
    ("Your choices", "Your rights", false),
    ("How we share", "How we store", false),
    ("contacting us", "Cookies", false),
    ("Cookie", "Kuki", false),
    ("信息", "数据", false),
    ("权利", "权益", false),
    ("我们如何使用信息", "您的权利", false),
];

#[test]
fn a_variation_of_a_heading_is_told_from_the_heading_and_from_others() {
    for (name, heading, expected) in TABLE {
        let (name_key, heading_key) = (key(name), key(heading));
        assert_eq!(likeness(&name_key, &heading_key).is_some(), *expected, "{name}: {heading}");
        assert_eq!(likeness(&heading_key, &name_key).is_some(), *expected, "{heading}: {name}");
    }
}
