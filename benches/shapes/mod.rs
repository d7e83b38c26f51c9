//! Texts of very many short passages, and of one long one, that ask the most of whoever compares them.

use std::fmt::Write as _;

/// A text that was translated, the same as it is now, and its translation, each of so many passages.
pub struct Shape {
    pub name: &'static str,
    pub texts: fn(usize) -> [String; 3],
}

/// Returns the texts of the shape that is called so, of so many passages.
pub fn texts_of(shape: &str, count: usize) -> [String; 3] {
    let shape = SHAPES.iter().find(|known| known.name == shape).expect("a shape");
    (shape.texts)(count)
}

pub const SHAPES: [Shape; 10] = [
    Shape { name: "equal passages", texts: |count| repeated([KEEP, KEEP, SIMPAN], count) },
    Shape { name: "equal passages, all changed", texts: |count| repeated([KEEP, SHARE, SIMPAN], count) },
    Shape {
        name: "equal passages, one in a hundred gone",
        texts: |count| {
            let fewer = count - count / 100;
            [KEEP.repeat(count), KEEP.repeat(fewer), SIMPAN.repeat(fewer)]
        },
    },
    Shape {
        name: "equal items",
        texts: |count| repeated(["- your data\n", "- all data\n", "- data anda\n"], count),
    },
    Shape {
        name: "different items",
        texts: |count| [list(count, 1, "your"), list(count, 1, "other"), list(count, 1, "anda")],
    },
    Shape {
        name: "items in another order",
        texts: |count| [list(count, 1, "your"), list(count, FURTHER, "your"), list(count, 1, "anda")],
    },
    Shape {
        name: "items translated in another order",
        texts: |count| [list(count, 1, "your"), list(count, 1, "other"), list(count, FURTHER, "anda")],
    },
    Shape {
        name: "lists of two",
        texts: |count| {
            let lists = [
                "- your data\n- it\n\nAnd:\n\n",
                "- all data\n- it\n\nAnd:\n\n",
                "- data\n- itu\n\nDan:\n\n",
            ];
            repeated(lists, count / 3)
        },
    },
    Shape {
        name: "headings",
        texts: |count| repeated(["## Your data\n\n", "## All data\n\n", "## Data anda\n\n"], count),
    },
    Shape {
        name: "nothing in common",
        texts: |count| [list(count, 1, "your"), SHARE.repeat(count), "## Data anda\n\n".repeat(count)],
    },
];

const KEEP: &str = "We keep your data.\n\n";
const SHARE: &str = "We share your data.\n\n";
const SIMPAN: &str = "Kami menyimpan data anda.\n\n";

/// A prime: in steps of it every item of a list is reached, unless the list is as long.
const FURTHER: usize = 7919;

fn repeated(texts: [&str; 3], count: usize) -> [String; 3] {
    texts.map(|text| text.repeat(count))
}

/// A list of items of which each has a number of its own, in steps of so many.
fn list(count: usize, step: usize, word: &str) -> String {
    let mut list = String::new();
    for item in 0..count {
        let number = item * step % count;
        // Memory is not short.
        let _ = writeln!(list, "- {word} data {number}");
    }
    list
}

/// The three in one paragraph each, of so many bytes in English.
pub fn in_one_paragraph(length: usize) -> [String; 3] {
    let sentences = [
        "We keep your data for 30 days. ",
        "We share your data for 30 days. ",
        "Kami menyimpan data anda selama 30 hari. ",
    ];
    repeated(sentences, length / sentences[0].len())
}
