//! The settings of services that come from the environment, looked at before a library sees them: what it cannot send as a
//! header or as part of an address, it panics at. No message holds a value.

use std::ffi::OsString;

use object_store::aws::AmazonS3ConfigKey;
use object_store::azure::AzureConfigKey;
use object_store::gcp::GoogleConfigKey;
use url::Url;

use super::store::Failure;
use crate::library::{Scheme, is_region};

/// The settings of the services, from the environment, by name.
pub type Environment = [(String, OsString)];

/// Where Azure tells a machine who it is, and what the machine must say there. The second is read by the library itself.
pub const MANAGED_IDENTITY: &str = "IDENTITY_ENDPOINT";
const MANAGED_IDENTITY_HEADER: &str = "IDENTITY_HEADER";

/// A text that is no word but JSON, in which line ends are welcome.
const JSON: &str = "GOOGLE_SERVICE_ACCOUNT_KEY";

/// True for the name of a setting that some service reads.
pub fn is_setting(name: &str) -> bool {
    [Scheme::S3, Scheme::Azure, Scheme::Google].into_iter().any(|scheme| is_of(scheme, name))
}

/// True for the name of a setting that this service reads. Other programs have variables that begin in the same way: nothing of
/// them is given to a library, so they may say whatever they want.
fn is_of(scheme: Scheme, name: &str) -> bool {
    let key = name.to_ascii_lowercase();
    match scheme {
        Scheme::File => false,
        Scheme::S3 => name.starts_with("AWS_") && key.parse::<AmazonS3ConfigKey>().is_ok(),
        Scheme::Google => name.starts_with("GOOGLE_") && key.parse::<GoogleConfigKey>().is_ok(),
        Scheme::Azure => {
            let is_identity = name == MANAGED_IDENTITY || name == MANAGED_IDENTITY_HEADER;
            is_identity || name.starts_with("AZURE_") && key.parse::<AzureConfigKey>().is_ok()
        }
    }
}

/// How the names of settings end that may have spaces in them: what the program calls itself, kinds of content, lists, times.
const SPACED: [&str; 6] =
    ["_USER_AGENT", "_CONTENT_TYPE", "_EXCLUDES", "_TIMEOUT", "_INTERVAL", "_COPY_IF_NOT_EXISTS"];

/// The settings of one service, each of which can be what its name says. One that is empty counts as not there.
///
/// # Errors
/// A message that names the variable, if one cannot be.
pub fn settings(scheme: Scheme, environment: &Environment) -> Result<Vec<(String, String)>, Failure> {
    let mut settings = Vec::new();
    for (name, value) in environment.iter().filter(|(name, value)| is_of(scheme, name) && !value.is_empty()) {
        let refused = |fault: &str| {
            Failure::Refused(format!("the environment variable {name} {fault}; its value is not shown"))
        };
        let value = value.to_str().ok_or_else(|| refused("is no text (UTF-8)"))?;
        if let Some(fault) = fault(name, value) {
            return Err(refused(fault));
        }
        settings.push((name.clone(), value.to_owned()));
    }
    Ok(settings)
}

/// What is wrong with the value of a variable; nothing if it can be used.
fn fault(name: &str, value: &str) -> Option<&'static str> {
    if name == JSON {
        let object = serde_json::from_str::<serde_json::Map<_, _>>(value);
        return object.is_err().then_some("is not the JSON of a service account");
    }
    // A text of lines, too, and no secret: the library says if it is no certificate.
    if name.ends_with("_PROXY_CA_CERTIFICATE") {
        return None;
    }
    if value.ends_with(['\n', '\r']) {
        return Some("ends with a line end, which was surely pasted with it: take it out");
    }
    if value.trim() != value {
        return Some("begins or ends with white space: take it out");
    }
    if value.chars().any(char::is_control) {
        return Some("holds a line end or another control character: take it out");
    }
    // The path of a file may be of any characters.
    let is_path =
        ["_FILE", "_PATH", "_CREDENTIALS", "_SERVICE_ACCOUNT"].iter().any(|end| name.ends_with(end));
    if is_path {
        return None;
    }
    if !value.is_ascii() {
        return Some("holds a character that is not ASCII, which no credential or address has");
    }
    if value.contains(' ') && !SPACED.iter().any(|end| name.ends_with(end)) {
        return Some("holds a space");
    }
    if name.ends_with("_RELATIVE_URI") {
        return (!value.starts_with('/')).then_some("is no path that begins with a slash");
    }
    let is_address = ["ENDPOINT", "_URL", "_URI", "_HOST", "_URL_S3", "_URL_STS"];
    if is_address.iter().any(|end| name.ends_with(end)) && !is_flag(value) {
        return address_fault(name, value);
    }
    if name.ends_with("REGION") && !is_region(value) {
        return Some("is no region: write letters, digits and hyphens, such as eu-central-1");
    }
    let is_account = name.ends_with("ACCOUNT_NAME");
    if is_account && !value.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()) {
        return Some("is no account name: it has small letters and digits only");
    }
    None
}

/// `AZURE_USE_FABRIC_ENDPOINT` and its like are switches.
fn is_flag(value: &str) -> bool {
    ["true", "false", "1", "0", "yes", "no", "on", "off"].contains(&value.to_ascii_lowercase().as_str())
}

fn address_fault(name: &str, value: &str) -> Option<&'static str> {
    let url = Url::parse(value).ok().filter(Url::has_host);
    let Some(url) = url.filter(|url| ["http", "https", "socks5", "socks5h"].contains(&url.scheme())) else {
        return Some("is no address that begins with https://");
    };
    let has_credentials = !url.username().is_empty() || url.password().is_some();
    // A proxy may want to know who asks.
    let is_proxy = name.ends_with("PROXY_URL");
    if (has_credentials && !is_proxy) || url.fragment().is_some() {
        return Some("is an address with a user, a password or a fragment, which does not belong there");
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(scheme: Scheme, name: &str, value: &str) -> Option<String> {
        let environment = [(name.to_owned(), OsString::from(value))];
        settings(scheme, &environment).err().map(|failure| failure.to_string())
    }

    #[test]
    fn what_a_library_would_panic_at_is_refused_by_name_and_never_shown() {
        let bad = [
            "hunter\n",
            "hunter\r\n",
            " hunter",
            "hunter\u{1}X",
            "hunter\tX",
            "hunteré",
            "hun ter",
            "hunter\u{a0}",
        ];
        let names = [
            (Scheme::S3, "AWS_ACCESS_KEY_ID"),
            (Scheme::S3, "AWS_SECRET_ACCESS_KEY"),
            (Scheme::S3, "AWS_SESSION_TOKEN"),
            (Scheme::S3, "AWS_REGION"),
            (Scheme::S3, "AWS_DEFAULT_REGION"),
            (Scheme::S3, "AWS_ENDPOINT_URL"),
            (Scheme::S3, "AWS_ENDPOINT_URL_S3"),
            (Scheme::S3, "AWS_METADATA_ENDPOINT"),
            (Scheme::S3, "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"),
            (Scheme::S3, "AWS_ROLE_ARN"),
            (Scheme::S3, "AWS_ENDPOINT_URL_STS"),
            (Scheme::Azure, "AZURE_STORAGE_ACCOUNT_NAME"),
            (Scheme::Azure, "AZURE_STORAGE_ACCOUNT_KEY"),
            (Scheme::Azure, "AZURE_CLIENT_SECRET"),
            (Scheme::Azure, "AZURE_TENANT_ID"),
            (Scheme::Azure, "IDENTITY_ENDPOINT"),
            (Scheme::Azure, "IDENTITY_HEADER"),
            (Scheme::Google, "GOOGLE_SERVICE_ACCOUNT_KEY"),
            (Scheme::Google, "GOOGLE_BASE_URL"),
        ];
        for (scheme, name) in names {
            for value in bad {
                let said = message(scheme, name, value).unwrap_or_default();
                assert!(said.contains(name) && !said.contains("hun"), "{name} {value:?}: {said}");
            }
        }
        let pasted = message(Scheme::S3, "AWS_ACCESS_KEY_ID", "AKIA\n").unwrap_or_default();
        assert!(pasted.contains("ends with a line end"), "{pasted}");
    }

    #[test]
    fn what_services_have_is_taken() {
        let good = [
            (Scheme::S3, "AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE"),
            (Scheme::S3, "AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY="),
            (Scheme::S3, "AWS_REGION", "eu-central-1"),
            (Scheme::S3, "AWS_REGION", ""),
            (Scheme::S3, "AWS_ENDPOINT_URL_S3", "http://127.0.0.1:9000"),
            (Scheme::S3, "AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://169.254.170.23/v1/credentials"),
            (Scheme::S3, "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/v2/credentials/x"),
            (Scheme::S3, "AWS_WEB_IDENTITY_TOKEN_FILE", "/srv/é é/token"),
            (Scheme::S3, "AWS_VIRTUAL_HOSTED_STYLE_REQUEST", "true"),
            (Scheme::Azure, "AZURE_STORAGE_ACCOUNT_NAME", "devstoreaccount1"),
            (Scheme::Azure, "AZURE_USE_FABRIC_ENDPOINT", "false"),
            (Scheme::Azure, "AZURE_AUTHORITY_HOST", "https://login.microsoftonline.com"),
            (Scheme::Azure, "AZURE_STORAGE_SAS_KEY", "?sv=2020-08-04&sig=a%2Bb%3D"),
            (Scheme::Google, "GOOGLE_APPLICATION_CREDENTIALS", "/srv/key.json"),
            (Scheme::Google, "GOOGLE_SERVICE_ACCOUNT_KEY", "{\n  \"type\": \"service_account\"\n}\n"),
            (Scheme::S3, "AWS_USER_AGENT", "promulgate of X"),
            (Scheme::S3, "AWS_TIMEOUT", "1 min"),
            (
                Scheme::S3,
                "AWS_PROXY_CA_CERTIFICATE",
                "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n",
            ),
            // Of another service: nobody reads it.
            (Scheme::Azure, "AWS_ACCESS_KEY_ID", "a\n"),
        ];
        for (scheme, name, value) in good {
            assert_eq!(message(scheme, name, value), None, "{name}={value}");
        }
    }

    #[test]
    fn what_other_programs_read_may_be_anything_and_is_given_to_none() {
        for (scheme, name, value) in [
            (Scheme::S3, "AWS_PAGER", "less -R"),
            (Scheme::S3, "AWS_CA_BUNDLE", "/home/My User/ca.pem"),
            (Scheme::S3, "AWS_ACCOUNT_NAME", "Prod"),
            (Scheme::S3, "AWS_CONTAINER_AUTHORIZATION_TOKEN", "Basic YTpi"),
            (Scheme::S3, "AWS_PROFILE", "é\n"),
            (Scheme::S3, "AWS_SDK_UA_APP_ID", "a\u{1}"),
            (Scheme::Azure, "AZURE_CONFIG_DIR", "/home/Zoé Q/.azure"),
            (Scheme::Google, "GOOGLE_CLOUD_PROJECT", "My Project"),
            // The library takes this name as well, but it may be of anything.
            (Scheme::S3, "REGION", "a b"),
        ] {
            let environment = [(name.to_owned(), OsString::from(value))];
            assert_eq!(settings(scheme, &environment).ok(), Some(Vec::new()), "{name}");
            assert!(!is_setting(name), "{name}");
        }
        for name in
            ["AWS_REGION", "AZURE_TENANT_ID", "IDENTITY_ENDPOINT", "IDENTITY_HEADER", "GOOGLE_BASE_URL"]
        {
            assert!(is_setting(name), "{name}");
        }
    }

    #[test]
    #[cfg(unix)]
    fn bytes_that_are_no_text_are_refused() {
        use std::os::unix::ffi::OsStringExt as _;
        let environment = [("AWS_REGION".to_owned(), OsString::from_vec(vec![0xff]))];
        assert!(settings(Scheme::S3, &environment).is_err());
    }
}
