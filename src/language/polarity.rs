//! Whether a sentence says that something is, or that it is not; and whether it says that something must be.

use super::GraveKind;
use super::table::TableWord;
use crate::locale::Lang;

/// What the words of a sentence say besides what they speak of, as far as its language has a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Polarity {
    /// It has a word that surely denies: *not*, *never*.
    pub denies: bool,
    /// It has a word by which something may be denied: *unless*, *refuse*, *invalid*.
    pub may_deny: bool,
    /// It has a word that surely makes something a duty: *must*, *shall*.
    pub binds: bool,
    /// It has a word by which something may be a duty: *need*, *will*, *agree to*.
    pub may_bind: bool,
}

impl Polarity {
    /// What nobody knows may say anything.
    pub const UNKNOWN: Polarity = Polarity { denies: false, may_deny: true, binds: false, may_bind: true };

    /// Returns that of a sentence, with the words of the table that stand in it; `None` if nothing is known of the language.
    pub fn of(lang: &Lang, sentence: &str, words: &[TableWord]) -> Option<Self> {
        let hints = Hints::of(lang)?;
        let lower = sentence.to_lowercase();
        let is = |kind: GraveKind, values: &[&str]| {
            words.iter().any(|word| word.kind == kind && values.contains(&word.value))
        };
        let denies = |word: &TableWord| {
            let is_limit = hints.limits.iter().any(|limit| behind(sentence, word).starts_with(limit));
            word.kind == GraveKind::Negation
                && DENY.contains(&word.value)
                && !is_limit
                && !is_in_name(sentence, word)
        };
        // One character alone says as often what simply happens.
        let binds = |word: &TableWord| {
            word.kind == GraveKind::Modal
                && BIND.contains(&word.value)
                && sentence[word.range.clone()].chars().nth(1).is_some()
        };
        Some(Polarity {
            denies: words.iter().any(denies),
            may_deny: words.iter().any(|word| word.kind == GraveKind::Negation)
                || hints.has(&lower, hints.denials),
            binds: words.iter().any(binds),
            may_bind: is(GraveKind::Modal, MAY_BIND) || hints.has(&lower, hints.duties),
        })
    }
}

/// What follows a word, in lower case, as far as it matters.
fn behind(sentence: &str, word: &TableWord) -> String {
    sentence[word.range.end..].chars().take(12).collect::<String>().to_lowercase()
}

/// True for a word with a capital that does not begin the sentence: *Do Not Track*.
fn is_in_name(sentence: &str, word: &TableWord) -> bool {
    word.range.start > 0 && sentence[word.range.start..].starts_with(char::is_uppercase)
}

/// Negations that deny a whole sentence.
const DENY: &[&str] = &["not", "no", "never", "nobody", "nothing", "do not", "not yet", "no longer"];
const BIND: &[&str] = &["must", "shall"];
const MAY_BIND: &[&str] = &[
    "must",
    "shall",
    "should",
    "need",
    "required",
    "obliged",
    "have to",
    "ought",
    "prohibited",
    "forbidden",
];

/// Parts of words by which a sentence may deny something or make it a duty, besides those of the table.
struct Hints {
    /// True if a hint is one only at the beginning of a word.
    begins: bool,
    denials: &'static [&'static str],
    duties: &'static [&'static str],
    /// What makes a limit of a negation that stands before it: 不超过.
    limits: &'static [&'static str],
}

impl Hints {
    fn of(lang: &Lang) -> Option<&'static Hints> {
        match lang.primary() {
            "en" => Some(&ENGLISH),
            "zh" => Some(&CHINESE),
            "ms" | "id" => Some(&MALAY),
            _ => None,
        }
    }

    fn has(&self, lower: &str, hints: &[&str]) -> bool {
        if !self.begins {
            return hints.iter().any(|hint| lower.contains(hint));
        }
        let words = lower.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’');
        words.filter(|word| !word.is_empty()).any(|word| hints.iter().any(|hint| word.starts_with(hint)))
    }
}

const ENGLISH: Hints = Hints {
    begins: true,
    denials: &[
        "unab",
        "unauth",
        "unlaw",
        "until",
        "unlik",
        "unnec",
        "unavail",
        "unwant",
        "unsub",
        "unfair",
        "unreason",
        "unsolic",
        "unidentif",
        "unaffect",
        "unchang",
        "unencrypt",
        "unexpect",
        "unknown",
        "unus",
        "unsuccess",
        "unsafe",
        "uninstall",
        "uncheck",
        "disabl",
        "disagree",
        "disapprov",
        "disclaim",
        "discontinu",
        "disallow",
        "disregard",
        "dislike",
        "disrupt",
        "invalid",
        "inactiv",
        "incorrect",
        "incomplet",
        "inaccur",
        "insuffic",
        "independ",
        "inappropriat",
        "inabilit",
        "inconsist",
        "infring",
        "irrelev",
        "irrevoc",
        "illeg",
        "imposs",
        "improp",
        "non",
        "anti",
        "withou",
        "lack",
        "fail",
        "refus",
        "declin",
        "reject",
        "avoid",
        "prevent",
        "prohibit",
        "forbid",
        "only",
        "sole",
        "except",
        "rather",
        "instead",
        "ceas",
        "stop",
        "exclu",
        "absen",
        "hardly",
        "rare",
        "few",
        "little",
        "limit",
        "block",
        "opt",
        "object",
        "withdr",
        "remov",
        "free",
        "other",
        "beyond",
        "too",
        "but",
        "however",
        "anonym",
        "pseudonym",
        "delet",
        "eras",
        "less",
        "minimi",
        "exempt",
        "waiv",
        "despit",
        "although",
        "even",
        "whether",
        "regardless",
        "whatever",
        "any",
        "separat",
        "turn",
        "deactiv",
        "terminat",
        "revok",
        "cancel",
        "expir",
        "decrypt",
        "mask",
        "just",
        "merely",
        "simply",
        "never",
        "out",
        "stay",
        "keep",
        "safe",
        "secur",
        "protect",
        "private",
        "confiden",
        "miss",
        "bann",
        "restrict",
        "oppos",
        "against",
        "unless",
        "end",
        "lose",
        "loss",
        "off",
    ],
    duties: &[
        "necessar",
        "responsib",
        "agree",
        "subject",
        "please",
        "condition",
        "ensur",
        "make",
        "undertak",
        "oblig",
        "requir",
        "duty",
        "duties",
        "only",
        "mandator",
        "compuls",
        "essential",
        "important",
        "will",
        "are",
        "is",
        "needed",
        "expect",
        "warrant",
        "commit",
    ],
    limits: &[" more than", " less than", " later than", " fewer than", " exceed", " limited to", " only"],
};

const CHINESE: Hints = Hints {
    begins: false,
    denials: &[
        "不", "无", "無", "未", "非", "没", "沒", "勿", "禁", "拒", "免", "除", "否", "别", "莫", "止", "防",
        "避", "失", "仅", "只", "才",
    ],
    duties: &[
        "必", "应", "應", "须", "須", "需", "务", "務", "要", "得", "责", "責", "请", "請", "禁", "不可",
        "不能", "勿", "严", "强制", "义务",
    ],
    limits: &[
        "超过",
        "超過",
        "少于",
        "少於",
        "低于",
        "低於",
        "多于",
        "高于",
        "晚于",
        "早于",
        "迟于",
        "限",
        "满",
        "足",
        "可抗力",
        "变",
        "同",
        "等",
        "便",
        "一致",
        "准确",
        "完整",
    ],
};

const MALAY: Hints = Hints {
    begins: true,
    denials: &[
        "tidak",
        "tak",
        "bukan",
        "tanpa",
        "tiada",
        "jangan",
        "belum",
        "enggan",
        "gagal",
        "kecuali",
        "dilarang",
        "larang",
        "elak",
        "mengelak",
        "halang",
        "menghalang",
        "hanya",
        "selain",
        "melainkan",
        "tolak",
        "menolak",
        "bebas",
        "nyah",
        "batal",
        "membatal",
        "hapus",
        "padam",
        "hentikan",
        "berhenti",
        "henti",
        "usah",
        "tidaklah",
        "bukanlah",
        "nafi",
        "menafi",
        "kurang",
        "luar",
        "tarik",
    ],
    duties: &[
        "mesti",
        "wajib",
        "diwajib",
        "hendak",
        "perlu",
        "diperlu",
        "memerlu",
        "harus",
        "kena",
        "dikehendak",
        "bertanggungjawab",
        "tanggung",
        "setuju",
        "bersetuju",
        "sila",
        "pasti",
        "syarat",
        "kewajipan",
        "tertakluk",
        "dilarang",
        "jangan",
        "akan",
        "patut",
    ],
    limits: &[" melebihi", " lebih", " kurang", " lewat", " terhad", " kira"],
};
