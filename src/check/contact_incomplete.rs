use super::cookie_incomplete::missing_languages;
use crate::library::{Contacts, Library};
use crate::locale::Lang;
use crate::source::{Finding, Findings};

crate::codes! {
    /// A controller lacks its region, name or address in some language, or has no e-mail address.
    ///
    /// Privacy laws ask that people can find who is responsible and how to write to them. For example, in
    /// `content/contacts.toml`, without `email`:
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

pub fn check(library: &Library, findings: &mut Findings) {
    for (registers, sealed) in library.all_registers() {
        if let Some(contacts) = &registers.contacts {
            check_register(contacts, &library.config.languages, sealed, findings);
        }
    }
}

fn check_register(contacts: &Contacts, languages: &[Lang], sealed: bool, findings: &mut Findings) {
    if contacts.is_broken {
        return;
    }
    for controller in &contacts.controllers {
        let id = &controller.id;
        let mut push = |message: String| {
            let help = "add it, so that people know whom to write to";
            findings.push(Finding::new(&CONTACT_INCOMPLETE, controller.span, message, help).sealed(sealed));
        };
        for (field, value) in [("region", &controller.region), ("name", &controller.name)] {
            let missing = missing_languages(value, languages);
            if !missing.is_empty() {
                push(format!("the controller `{id}` has no {field} in {}", missing.join(", ")));
            }
        }
        let without_address: Vec<&str> = languages
            .iter()
            .filter(|lang| controller.address.get(lang).is_none_or(Vec::is_empty))
            .map(Lang::as_str)
            .collect();
        if !without_address.is_empty() {
            push(format!("the controller `{id}` has no address in {}", without_address.join(", ")));
        }
        match &controller.email {
            None => push(format!("the controller `{id}` has no e-mail address")),
            Some(email) if !email.trim_matches('@').contains('@') => {
                push(format!("`{email}`, of the controller `{id}`, is no e-mail address"));
            }
            Some(_) => {}
        }
    }
}
