//! The settings of services that come from the environment, looked at before a library sees them: what it cannot send as a
//! header or as part of an address, it panics at. No message holds a value.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use object_store::aws::AmazonS3ConfigKey;
use object_store::azure::AzureConfigKey;
use object_store::gcp::GoogleConfigKey;

use super::setting_value::{MAX_CREDENTIAL, MAX_TEXT, fault, is_path};
use crate::disk;
use crate::library::Scheme;

/// The settings of the services, from the environment, by name.
pub type Environment = [(String, OsString)];

/// Where Azure tells a machine who it is, and what the machine must say there. The second is read by the library itself.
pub const MANAGED_IDENTITY: &str = "IDENTITY_ENDPOINT";
const MANAGED_IDENTITY_HEADER: &str = "IDENTITY_HEADER";

/// Below which folder Google's library looks for a file of credentials that nobody named, and where there.
const HOME: &str = if cfg!(windows) { "APPDATA" } else { "HOME" };
const BELOW_HOME: &str = if cfg!(windows) {
    "gcloud/application_default_credentials.json"
} else {
    ".config/gcloud/application_default_credentials.json"
};

/// True for the name of a setting that some service reads.
pub fn is_setting(name: &str) -> bool {
    name == HOME || [Scheme::S3, Scheme::Azure, Scheme::Google].into_iter().any(|scheme| is_of(scheme, name))
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

/// A setting that cannot be used. No value is in it.
#[derive(Debug, thiserror::Error)]
pub enum BadSetting {
    #[error("the environment variable {name} {fault}; its value is not shown")]
    Value { name: String, fault: &'static str },
    #[error("what the environment variable {name} names {fault}; what it says is not shown")]
    File { name: String, fault: &'static str },
    #[error("the file {BELOW_HOME} in {HOME} {fault}; what it says is not shown")]
    FileInHome { fault: &'static str },
}

/// The settings of one service, each of which can be what its name says. One that is empty counts as not there.
///
/// # Errors
/// If one cannot be; the error names the variable.
pub fn settings(scheme: Scheme, environment: &Environment) -> Result<Vec<(String, String)>, BadSetting> {
    let mut settings = Vec::new();
    for (name, value) in environment.iter().filter(|(name, value)| is_of(scheme, name) && !value.is_empty()) {
        let refused = |fault| BadSetting::Value { name: name.clone(), fault };
        let value = value.to_str().ok_or_else(|| refused("is no text (UTF-8)"))?;
        if let Some(fault) = fault(name, value) {
            return Err(refused(fault));
        }
        settings.push((name.clone(), value.to_owned()));
    }
    Ok(settings)
}

/// What the files say that settings of a service name, each by the name of its setting: credentials all of them. One that is not
/// there is left to whoever looks for it.
///
/// # Errors
/// If one names a pipe, a device or another thing that has no end, or too large a file; the error names the variable.
pub fn files(scheme: Scheme, environment: &Environment) -> Result<Vec<(String, String)>, BadSetting> {
    let mut named: Vec<(&str, PathBuf)> = environment
        .iter()
        .filter(|(name, value)| is_of(scheme, name) && is_path(name) && !value.is_empty())
        .map(|(name, value)| (name.as_str(), PathBuf::from(value)))
        .collect();
    let home = environment.iter().find(|(name, _)| scheme == Scheme::Google && name == HOME);
    named.extend(home.map(|(name, value)| (name.as_str(), Path::new(value).join(BELOW_HOME))));
    let mut files = Vec::new();
    for (name, path) in named {
        let refused = |fault| match name == HOME {
            true => BadSetting::FileInHome { fault },
            false => BadSetting::File { name: name.to_owned(), fault },
        };
        let most = if is_token(name) { MAX_CREDENTIAL } else { MAX_TEXT };
        let bytes = match disk::read_named(&path, most as u64) {
            Ok(Some(bytes)) => bytes,
            Ok(None) => {
                return Err(refused("is no plain file that could hold credentials, or far too large"));
            }
            Err(_) => continue,
        };
        let text = String::from_utf8(bytes).map_err(|_| refused("is a file that is no text (UTF-8)"))?;
        // It becomes a header as it is.
        if name == HEADER_FILE && text.chars().any(char::is_control) {
            return Err(refused("is a file with a line end or another control character in it: take it out"));
        }
        files.push((name.to_owned(), text.trim().to_owned()));
    }
    Ok(files)
}

/// The file whose text is sent as a header.
const HEADER_FILE: &str = "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE";

/// True for one that names a file with nothing but a token in it.
fn is_token(name: &str) -> bool {
    name.ends_with("_TOKEN_FILE")
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
    fn what_is_too_long_or_none_of_a_few_is_refused_by_name() {
        let long = "a".repeat(70_000);
        let address = format!("https://{long}.example");
        let path = format!("/{long}");
        for (scheme, name, value) in [
            (Scheme::S3, "AWS_ACCESS_KEY_ID", long.as_str()),
            (Scheme::S3, "AWS_SECRET_ACCESS_KEY", &long),
            (Scheme::S3, "AWS_SESSION_TOKEN", &long),
            (Scheme::S3, "AWS_REGION", &long),
            (Scheme::S3, "AWS_ENDPOINT_URL", &address),
            (Scheme::S3, "AWS_ROLE_ARN", &long),
            (Scheme::S3, "AWS_ROLE_SESSION_NAME", &long),
            (Scheme::S3, "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", &path),
            (Scheme::S3, "AWS_WEB_IDENTITY_TOKEN_FILE", &path),
            (Scheme::S3, "AWS_USER_AGENT", &long),
            (Scheme::Azure, "AZURE_STORAGE_ACCOUNT_NAME", &long),
            (Scheme::Azure, "AZURE_STORAGE_SAS_KEY", &long),
            (Scheme::Azure, "AZURE_TENANT_ID", &long),
            (Scheme::Google, "GOOGLE_BASE_URL", &address),
            (Scheme::S3, "AWS_ALLOW_HTTP", "hunter2"),
            (Scheme::S3, "AWS_UNSIGNED_PAYLOAD", "hunter2"),
            (Scheme::S3, "AWS_CONDITIONAL_PUT", "hunter2"),
            (Scheme::S3, "AWS_CHECKSUM_ALGORITHM", "hunter2"),
            (Scheme::S3, "AWS_REQUEST_PAYER", "hunter2"),
            (Scheme::S3, "AWS_SERVER_SIDE_ENCRYPTION", "hunter2"),
            (Scheme::S3, "AWS_TIMEOUT", "hunter2"),
            (Scheme::S3, "AWS_TIMEOUT", "9999999999999999999 years"),
            (Scheme::S3, "AWS_HTTP2_MAX_FRAME_SIZE", "1"),
            (Scheme::Azure, "AZURE_STORAGE_USE_EMULATOR", "hunter2"),
            (Scheme::Azure, "AZURE_USE_AZURE_CLI", "hunter2"),
            (Scheme::Google, "GOOGLE_SKIP_SIGNATURE", "hunter2"),
        ] {
            let said = message(scheme, name, value).unwrap_or_default();
            assert!(said.contains(name) && !said.contains("hunter") && said.len() < 300, "{name}: {said}");
        }
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
