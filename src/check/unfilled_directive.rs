use super::TextCheck;
use crate::markdown::{Container, Directive, DirectiveKind, MarkdownFault, Step, Walk};
use crate::source::toml::{did_you_mean, nearest};
use crate::source::{Finding, Findings};

crate::source::codes! {
    /// A fenced block asks, with a name in braces, for a list that does not exist or has nothing in it.
    ///
    /// Such a block stands between lines of three backticks. Readers would look for the list in vain. There are
    /// `{cookies}`, the cookie register (with `category=NAME` one category of it), `{addenda}`, the addenda in force
    /// when the version took effect, and `{contacts}`, the controllers' addresses (with `id=NAME` those of one). A text with
    /// no `cookies.toml` beside it, or for an addendum beside that of its policy, lists the cookies of the cookie notice; if
    /// several cookie notices have one, nobody can tell which is meant. For example, without the `s`:
    ///
    /// ````markdown
    /// ```{cookie}
    /// ```
    /// ````
    ///
    /// Way out: mend the name; or add what is missing to `cookies.toml` beside the text or to `content/contacts.toml`.
    UNFILLED_DIRECTIVE = "unfilled-directive", Error;
}

pub fn check(text: &TextCheck<'_>, findings: &mut Findings) {
    for fault in &text.text.document.faults {
        if let MarkdownFault::BadDirective { span, message } = fault {
            let help =
                "write {cookies}, {cookies} category=NAME, {addenda}, {contacts} or {contacts} id=NAME";
            findings.push(Finding::new(&UNFILLED_DIRECTIVE, *span, message.clone(), help));
        }
    }
    let mut steps = Walk::of(&text.text.document).peekable();
    while let Some(step) = steps.next() {
        if let Step::Enter(Container::Entries(directive)) = step
            && matches!(steps.peek(), Some(Step::Leave(_)))
        {
            findings.extend(unfilled(text, directive));
        }
    }
}

fn unfilled(text: &TextCheck<'_>, directive: &Directive) -> Option<Finding> {
    let (message, help) = match &directive.kind {
        // A policy without addenda is none the worse for it.
        DirectiveKind::Addenda => return None,
        DirectiveKind::Contacts { id } => contacts(text, id.as_deref()),
        DirectiveKind::Cookies { category } => no_cookies(text, category.as_deref()),
    };
    Some(Finding::new(&UNFILLED_DIRECTIVE, directive.span, message, help))
}

/// Why no cookies are listed, and the way out.
fn no_cookies(text: &TextCheck<'_>, category: Option<&str>) -> (String, String) {
    let sealed = text.place.version.and_then(|version| version.registers.cookies.as_deref());
    let register = match sealed {
        Some(sealed) => Ok(Some(sealed)),
        None => text.library.cookie_register(text.policy),
    };
    match (register, category) {
        (Err(notices), _) => {
            let notices: Vec<String> = notices.iter().map(|notice| format!("`{}`", notice.folder)).collect();
            (
                format!("there are cookie registers in {}: which one is meant?", notices.join(" and in ")),
                "put the one that is meant beside this text, as cookies.toml".to_owned(),
            )
        }
        (Ok(_), None) => (
            "there are no cookies to show".to_owned(),
            "add a [[cookie]] to cookies.toml beside this text".to_owned(),
        ),
        (Ok(register), Some(category)) => (
            format!("there are no cookies of the category `{category}`"),
            match register {
                Some(register) => {
                    let known: Vec<&str> =
                        register.categories.iter().map(|category| category.id.as_str()).collect();
                    format!("the categories are {}", known.join(", "))
                }
                None => "add cookies.toml beside this text".to_owned(),
            },
        ),
    }
}

/// That there are no controllers, or none of that id.
fn contacts(text: &TextCheck<'_>, id: Option<&str>) -> (String, String) {
    let controllers = text.registers().contacts.iter().flat_map(|contacts| &contacts.controllers);
    let known: Vec<&str> = controllers.map(|controller| controller.id.as_str()).collect();
    match id.filter(|_| !known.is_empty()) {
        Some(id) => {
            let help = nearest(id, known.iter().copied())
                .map_or_else(|| format!("the ids in contacts.toml are {}", known.join(", ")), did_you_mean);
            (format!("there is no controller `{id}`"), help)
        }
        None => (
            "there are no controllers to show".to_owned(),
            "add a [[controller]] to content/contacts.toml".to_owned(),
        ),
    }
}
