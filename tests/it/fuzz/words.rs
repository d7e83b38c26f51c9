//! Pieces of files from which trouble may come.

/// What texts are made of, mostly without a fault.
#[rustfmt::skip]
pub const PLAIN: &[&str] = &[
    "\nIt is new in 60 days.\n\n", "\n\n", "\n- item\n", "\n1. one\n2. two\n", "\n  - nested\n    - more\n", "\n## New {#new}\n\n", "\n### Newer {#newer}\n\n",
    "\n| a | b |\n|---|---|\n| 1 | 2 |\n", "\n> quoted\n", "\n    indented code\n", "\n```\ncode\n```\n", " **bold** ", " *a* ", "`code`", "~~gone~~", " 30 ",
    " must not ", " unless ", " shall ", " $1,000.00 ", " 50% ", "信息", "不得", " ketiga puluh ", "éé", "{--x--}{++y++}{~~a~>b~~}{>>c<<}", "{+a+}[-b-]", "\\", "&amp;",
    "[](policy:privacy)", "[x](https://example.com/)", "<https://example.com>", " A word. ", "\n\nfoo@example.com\n\n", "[^1]", "\n\n[^1]: A note.\n\n", " a_b_c ", " \" ",
    "\u{1f469}\u{200d}\u{1f4bb}", "e\u{301}", "\n\n---\n\n", "<b>x</b>",
];

/// What texts should not be made of.
#[rustfmt::skip]
pub const MARKDOWN: &[&str] = &[
    // Blocks.
    "\n# ", "\n## New {#new}\n\n", "\n## {#}\n", "\n## Same {#contact}\n", "\n###### Deep\n", "\n=====\n", "\n---\n", "\n***\n",
    "\n> ", "\n> > > > quoted\n", "\n- item\n", "\n1. one\n2. two\n", "\n999999999999. far\n", "\n  - nested\n    - more\n",
    "\n| a | b |\n|---|---|\n| 1 | 2 |\n", "\n| a |\n|---|\n| x | y | z |\n", "\n|||\n", "\n\n\n\n", "\n    indented code\n",
    "\n[^1]: A note.\n", "[^1]", "\n[ref]: https://example.com/x 'title'\n", "[ref]", "\nTerm\n: Definition\n",
    // Fences and directives, whole and broken.
    "\n```\ncode\n```\n", "\n```\n", "\n~~~~\n", "\n```{cookies}\n```\n", "\n```{cookies} category=n\n```\n", "\n```{contacts}\n```\n",
    "\n```{addenda}\n```\n", "\n```{contents}\n```\n", "\n```{contents} depth=99999999999999999999\n```\n", "\n```{unknown} a=b c\n```\n",
    "\n```{cookies}\n", "\n```{}\n```\n", "\n```{glossary}\n```\n", "\n```{include} file=../../promulgate.toml\n```\n",
    // Words.
    "**bold", "*a*", "`code", "``x`", "~~gone~~", "the the ", " 30 ", " 3000000000000000000000000 ", " must not ", " unless ", " shall ",
    "$1,000.00", "50%", "信息", "您 可以", "，", "不得", "ketiga puluh", "éé", "p\u{430}ypal",
    "{--x--}{++y++}{~~a~>b~~}{>>c<<}", "{+a+}[-b-]", "\\", "\\\n", "  \n", "&amp;&lt;&#0;&#x110000;&nbsp;",
    // Links and ids.
    "[](policy:privacy)", "[](policy:privacy#contact)", "[x](policy:gone#x)", "[](policy:)", "[x](../privacy/en.md#contact)",
    "[x](/en/privacy/#contact)", "[x](/en/privacy/v/2026-01-01/)", "[x](javascript:alert(1))", "[x](data:text/html,x)",
    "[x](<a b>)", "[x](//evil.example)", "[a](b \"t\")", "![i](x.png)", "[[[[[[[[", "]()](", "<https://example.com>", "{#x}", "{#x}{#y}",
    "{#\u{e9}}", "{#a.b/c}", "{#top}", "{#contents}", "{#\"onclick=x}",
    // HTML.
    "<script>alert(1)</script>", "<b>", "</div></main>", "<!--", "-->", "<![CDATA[", "<?xml", "<img src=x onerror=y>", "\u{0}",
    "\"'><&", "<a name=x>", "<style>*{}</style>",
    // Templates.
    "{{ ", "{% ", "{# ", "}}", "%}", "#}", "{{ t(", "t(t(t(", "{{ t(key=\"", "{{ t(key=\"label\", label=t(key=\"x\", y=", "{% raw %}", "{% endraw %}",
    "{% set x %}", "{% set x | replace(from=\"a\", to=\"b\") %}", "{% set x = \"", "{% endset %}", "{% for x in x %}", "{% endfor %}",
    "{{ x ~ x ~ x }}", "{{ [x for x in y] }}", "{{ {\"a\": {\"b\": 1}} }}", "{% extends \"base.html\" %}", "{% include \"policy.html\" %}",
    // What cannot be seen, or is read in another direction.
    "\u{202e}", "\u{2066}", "\u{2069}", "\u{200b}", "\u{200d}", "\u{feff}", "\u{ad}", "\u{2028}", "\u{85}", "\r", "\r\n", "\t", "\u{b}",
    "\u{1b}[31m", "\u{7f}", "\u{fffd}", "\u{ffff}", "\u{e000}", "\u{e0041}", "\u{3164}", "\u{1f469}\u{200d}\u{1f4bb}", "\u{fe0f}",
    "e\u{301}\u{301}\u{301}\u{301}", "\u{10ffff}",
    // Front matter.
    "+++\n", "+++\ntranslates = \"working\"\n+++\n", "+++\ntranslates = \"2020-01-01\"\n+++\n", "+++\ntranslates = 1\n", "---\n",
    "---\ntitle: x\n---\n", "---\n&a [*a, *a]\n---\n", "+++\ntitle = \"\"\"\n",
];

/// Lines of configuration and registers.
#[rustfmt::skip]
pub const TOML: &[&str] = &[
    "\n[", "]\n", "\n[[version]]\n", "\n[x.y.z]\n", "\"", "'''", "\"\"\"", "=", " = ", "{", "}", ",", "#", "\n# note\n", "\u{feff}", "\r\n", "\u{202e}",
    "\\u0000", "\\", "1e999", "-1", "99999999999999999999", "0x7fffffffffffffff", "nan", "true", "[[[[[[", "[]", "{}",
    "2026-11-23", "2026-02-30", "0000-01-01", "9999-12-31", "-0001-01-01", "2026-11-23T00:00:00Z", "12:00",
    "\norder = 1\n", "\norder = -9223372036854775808\n", "\nnotice_days = 4294967296\n", "\nkind = \"notice\"\n", "\nkind = \"cookie-notice\"\n",
    "\nkind = \"privacy-notice\"\n", "\nkind = \"addendum\"\njurisdictions = [\"BR\"]\n", "\nkind = 3\n", "\njurisdictions = [\"EU\", \"XX\", \"\"]\n",
    "\nformerly = [\"terms\", \"a/b\", \"\", \"..\"]\n", "\nnoindex_superseded = true\n", "\ntitle = \"\u{202e}<b>\"\n", "\ntitle = \"\"\n",
    "\nbase_url = \"https://x.example/a/?b#c\"\n", "\nbase_url = \"javascript:x\"\n", "\nlanguages = []\n", "\nlanguages = [\"en\", \"EN\", \"zh\", \"x\"]\n",
    "\nlanguages = [\"en\", \"ms\", \"zh-CN\"]\n", "\nzone = \"Asia/Tokyo\"\n", "\nzone = \"../etc/passwd\"\n", "\n[build]\ncompress = true\n",
    "\n[jurisdictions]\nWEST = [\"US-CA\"]\nLOOP = [\"LOOP\"]\n", "\n[publish.p]\nurl = \"s3://bucket/x\"\nregion = \"a b\"\n",
    "\n[theme]\naccent = \"#zzz\"\n", "\nreleased = 2026-11-23\neffective = 2026-11-23\n", "\nreleased = 2020-01-01\n", "\neffective = 2030-01-01\n",
    "\nmaterial = true\n", "\nlabel = \"../x\"\n", "\nsupersedes = \"2020-01-01\"\n", "\nsummary.en = \"<b>x\"\n", "\n[summary]\nen = \"x\"\nms = \"y\"\n",
    "\nwithdrawn = \"x\"\n", "\nid = \"a\"\n", "\nname = \"\"\n", "\nemail = \"a@b\"\n", "\nemail = \"javascript:x\"\n", "\nphone = \"+1\"\n",
    "\n[[cookie]]\nname = \"x\"\ncategory = \"n\"\n", "\n[[cookie]]\nname = \"sid\"\ncategory = \"gone\"\nprovider = \"P\"\npurpose = \"P\"\nkind = \"K\"\nduration = \"D\"\n",
    "\n[[category]]\nid = \"n\"\nname = \"N\"\n", "\n[[term]]\nid = \"account\"\n", "\n[term.renderings]\nen = [\"\"]\n", "\n[[controller]]\nid = \"my\"\n",
    "\n[[reconciled]]\nblock = \"contact/1\"\n", "\n[[accepted]]\nrule = \"doubled-word\"\nblock = \"x/1\"\nreason = \"r\"\n", "\nsha256 = \"00\"\n",
    "\nprevious = \"0000000000000000000000000000000000000000000000000000000000000000\"\n", "\nurl = \"https://\u{ad}example.com\"\n",
];

/// Names that files and folders get.
#[rustfmt::skip]
pub const NAMES: &[&str] = &[
    "en.md", "ms.md", "zh-CN.md", "de.md", "EN.md", "en.2.md", "en.1.md", "policy.toml", "version.toml", "cookies.toml", "glossary.toml", "contacts.toml",
    "ms.sync.toml", "ledger.toml", "promulgate.toml", "README.md", "versions", "addenda", "br", "xx", "privacy", "terms", "con", "index.html", "v",
    "2026-01-01", "2026-13-01", "2020-01-01.", "Rev", "rev", ".hidden", "a b", "a\nb", "\u{202e}x", "caf\u{e9}", "cafe\u{301}", "x.md", "CON.md", "own.ftl",
];
