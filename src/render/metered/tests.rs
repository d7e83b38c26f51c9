use tera::Context;

use super::*;

fn render(text: &str) -> Result<String, String> {
    let metered = measure(text);
    if let Some((_, why)) = metered.refused {
        return Err(why.to_owned());
    }
    let mut tera = Tera::new();
    register(&mut tera);
    tera.add_raw_template("x.html", &metered.text).map_err(|error| error.to_string())?;
    begin(true);
    let mut context = Context::new();
    context.insert("words", "a < b\nc");
    context.insert("list", &[1, 2, 3]);
    tera.render("x.html", &context).map_err(|error| error.to_string())
}

#[test]
fn what_is_measured_says_the_same() {
    for text in [
        "a {% for x in list -%}  \n {{ x }}, {%- endfor %} b",
        "{% for x in list %}{% if loop.first %}-{% endif %}{{ x }}{% else %}none{% endfor %}",
        "{% set x = words ~ \"%}\" %}{{ x }}{# {% for #}{% raw %}{% for {% endraw %}",
        "{%- set x -%} a {%- endset -%} {{ x }}{{ words | replace(from=\"a\", to=\"<\") | safe }}",
        "{{ list | join(sep=\", \") }}{{ words | indent(width=2, first=true) }}{{ words | indent }}",
        "{% set x | replace(from=\"a\", to=\"b\") %}a{% endset %}{{ x }}",
        "{% set_global y = [1, 2] %}{% for x in y %}{% set_global y = [x] %}{% endfor %}{{ y }}",
        "{% block b %}{% for x in list %}{{ x }}{% endfor %}{% endblock b %}",
    ] {
        let mut tera = Tera::new();
        tera.add_raw_template("x.html", text).expect("a template");
        let mut context = Context::new();
        context.insert("words", "a < b\nc");
        context.insert("list", &[1, 2, 3]);
        let plain = tera.render("x.html", &context).expect("a page");
        assert_eq!(render(text), Ok(plain), "{text}");
    }
}

#[test]
fn what_does_not_end_or_grows_is_stopped() {
    let doubled = "{% set_global x = x ~ x %}".repeat(60);
    let nested = "{% set_global x = [x, x] %}".repeat(60);
    let squared = "{% set_global x = x | replace(from=\"a\", to=x) %}".repeat(20);
    let endless = "{% for i in range(end=99999) %}{% for j in range(end=99999) %}{% endfor %}{% endfor %}";
    let listed = "{% set r = range(end=9999) %}{% for i in r %}{% for j in r %}{% for k in r %}{% endfor %}{% endfor %}{% endfor %}";
    let put_out = "{% for i in range(end=99999) %}{% for j in range(end=99999) %}0123456789{{ i }}{% endfor %}{% endfor %}";
    let caught = "{% set x %}{% for i in range(end=99999) %}{% for j in range(end=999) %}{{ words }}0123456789{% endfor %}{% endfor %}{% endset %}";
    for text in [
        format!("{{% set_global x = \"aaaa\" %}}{doubled}"),
        format!("{{% set_global x = 1 %}}{nested}"),
        format!("{{% set_global x = \"aaaa\" %}}{squared}"),
        "{% set_global x = \"a\" %}{% for i in range(end=99) %}{% set_global x = x ~ x %}{% endfor %}"
            .to_owned(),
        endless.to_owned(),
        listed.to_owned(),
        put_out.to_owned(),
        caught.to_owned(),
        "{{ [x for x in range(end=99999)] }}".to_owned(),
        format!("{{{{ words{} }}}}", " ~ words".repeat(60)),
    ] {
        assert!(render(&text).is_err(), "{}", &text[..60]);
    }
}

#[test]
fn a_passage_is_found_where_it_was_written() {
    let text = "<p>{% for x in list %}{{ nope() }}{% endfor %}{{ nape }}";
    let metered = measure(text);
    for word in ["nope", "nape", "<p>"] {
        let at = metered.text.find(word).expect("a word");
        let written = metered.written(&(at..at + word.len()));
        assert_eq!(&text[written], word);
    }
}

#[test]
fn what_grows_is_told_of_the_tag_that_lets_it() {
    let text = "<p>{% set x = 1 %}{% for y in list %}{% endfor %}";
    let metered = measure(text);
    let second = metered.text.match_indices(COUNT).nth(1).expect("a call").0;
    assert_eq!(&text[metered.written(&(second..second + 5))], "{% set x = 1 %}");
}

#[test]
fn what_is_blanked_keeps_its_places() {
    let text = "<a href=\"{{ x }}\"{% if é %} b{% endif %}>{# c #}</a>";
    let blank = blanked(text);
    assert_eq!(blank.len(), text.len());
    assert_eq!(blank.find("</a>"), text.find("</a>"));
    assert!(blank.starts_with("<a href=\"xxxxxxx\" "), "{blank}");
}

#[test]
fn what_does_not_end_is_looked_for_once() {
    // It would take minutes if the end were looked for anew behind each.
    for piece in ["{{ ", "{% ", "{#", "{{ \"", "{% raw %}{{ "] {
        let text = format!("<p>{}", piece.repeat((1 << 19) / piece.len()));
        let blank = blanked(&text);
        assert!(blank.len() == text.len() && blank.starts_with("<p>"), "{piece}");
        assert_eq!(measure(&text).refused, None, "{piece}");
    }
    assert_eq!(blanked("a{ b {{ c }}{{ d <p>"), "a{ b xxxxxxx{{ d <p>");
}

#[test]
fn a_variable_is_measured_where_it_has_its_value() {
    for (text, names) in [
        ("{% set x = 1 %}{%- set_global y=[a] -%}", vec!["x", "y"]),
        ("{% set y %}{% set x | replace(from=\"a\", to=\"b\") %}a{% endset %}{% endset %}", vec!["x", "y"]),
        ("{%-set\nx\n= a -%}{% set s|indent(width=2) %}{% set t = 1 %}{% endset %}", vec!["x", "t", "s"]),
    ] {
        let measured = measure(text).text;
        let grown = measured.split("grown=").skip(1).map(|rest| &rest[..1]);
        assert_eq!(grown.collect::<Vec<_>>(), names, "{measured}");
        // Behind the tag that ends it, and nowhere else.
        for part in measured.split("{{ promulgate_count(grown=").take(names.len()) {
            assert!(part.ends_with("%}"), "{measured}");
        }
    }
}
