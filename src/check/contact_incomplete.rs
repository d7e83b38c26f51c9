use super::cookie_incomplete::Lack;
use crate::library::{Config, Contacts, Library};
use crate::source::{Finding, Findings};

crate::source::codes! {
    /// A controller lacks its region, name or address in some language, or has no e-mail address.
    ///
    /// Privacy laws ask that people can find who is responsible and how to write to them. What is there in the controlling
    /// language is shown to readers of the others, marked as what it is, so that it is only a warning if they lack it. For
    /// example, in `content/contacts.toml`, without `email`:
    ///
    /// ```toml
    /// [[controller]]
    /// id = "asia"
    /// region = { en = "Asia", zh-CN = "亚洲", ms = "Asia" }
    /// name = "Example Cloud (Singapore) Pte. Ltd."
    /// address = ["1 Example Street", "Singapore 000001"]
    /// ```
    ///
    /// Way out: add what is missing to the `[[controller]]`, here `email = "privacy@example.com"`.
    CONTACT_INCOMPLETE = "contact-incomplete", Error;
}

const HELP: &str = "add it, so that people know whom to write to";

pub fn check(library: &Library, findings: &mut Findings) {
    for (registers, sealed) in library.all_registers() {
        if let Some(contacts) = &registers.contacts {
            check_register(contacts, &library.config, sealed, findings);
        }
    }
}

fn check_register(contacts: &Contacts, config: &Config, sealed: bool, findings: &mut Findings) {
    if contacts.is_broken {
        return;
    }
    for controller in &contacts.controllers {
        let id = &controller.id;
        let lacks = [
            Lack::of(&controller.region, config, || format!("the controller `{id}` has no region")),
            Lack::of(&controller.name, config, || format!("the controller `{id}` has no name")),
            Lack::of(&controller.address, config, || format!("the controller `{id}` has no address")),
        ];
        for lack in lacks.into_iter().flatten() {
            let help = match lack.has_fallback {
                true => format!("add it; until then readers see it in {}", config.controlling),
                false => HELP.to_owned(),
            };
            findings.push(lack.finding(&CONTACT_INCOMPLETE, controller.span, help).sealed(sealed));
        }
        let mut push = |message: String| {
            findings.push(Finding::new(&CONTACT_INCOMPLETE, controller.span, message, HELP).sealed(sealed));
        };
        match &controller.email {
            None => push(format!("the controller `{id}` has no e-mail address")),
            Some(email) if !email.trim_matches('@').contains('@') => {
                push(format!("`{email}`, of the controller `{id}`, is no e-mail address"));
            }
            Some(_) => {}
        }
    }
}
