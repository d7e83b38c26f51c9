//! What the value of a setting of a service can be: what a library cannot send as a header or as part of an address, it panics at.

use url::Url;

use super::secrets::is_secret;
use crate::library::{MAX_ADDRESS, is_region};

/// A text that is no word but JSON, in which line ends are welcome.
const JSON: &str = "GOOGLE_SERVICE_ACCOUNT_KEY";

/// How long a value may be, in bytes: of what is longer no request can be made, in which it stands beside others. A credential, which
/// may be a signed token, is longer than a name.
const MAX_NAME: usize = 2000;
pub const MAX_CREDENTIAL: usize = 16 * 1024;
/// How long what is no part of a request may be: a whole key, a certificate.
pub const MAX_TEXT: usize = 1024 * 1024;

/// How the names of settings end that may have spaces in them: what the program calls itself, kinds of content, lists, times.
const SPACED: [&str; 6] =
    ["_USER_AGENT", "_CONTENT_TYPE", "_EXCLUDES", "_TIMEOUT", "_INTERVAL", "_COPY_IF_NOT_EXISTS"];

/// True for the name of a setting that names a file.
pub fn is_path(name: &str) -> bool {
    let ends = ["_FILE", "_SERVICE_ACCOUNT_PATH", "_APPLICATION_CREDENTIALS", "_SERVICE_ACCOUNT"];
    ends.iter().any(|end| name.ends_with(end))
}

/// What is wrong with the value of a variable; `None` if it can be used.
pub fn fault(name: &str, value: &str) -> Option<&'static str> {
    let is_text = name == JSON || name.ends_with("_PROXY_CA_CERTIFICATE");
    let most = match is_text {
        true => MAX_TEXT,
        false if is_secret(name) => MAX_CREDENTIAL,
        false => MAX_NAME,
    };
    if value.len() > most {
        return Some("is far too long");
    }
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
    if is_path(name) {
        return None;
    }
    if let Some(fault) = choice_fault(name, value) {
        return Some(fault);
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
    if is_account && value.len() > 63 {
        return Some("is far too long for the name of an account");
    }
    if is_account && !value.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()) {
        return Some("is no account name: it has small letters and digits only");
    }
    None
}

/// How the names of switches end.
const SWITCHES: [&str; 17] = [
    "_ALLOW_HTTP",
    "_ALLOW_INVALID_CERTIFICATES",
    "_DISABLE_SYSTEM_CERTIFICATES",
    "_HTTP1_ONLY",
    "_HTTP2_ONLY",
    "_WHILE_IDLE",
    "_RANDOMIZE_ADDRESSES",
    "_UNSIGNED_PAYLOAD",
    "_SKIP_SIGNATURE",
    "_IMDSV1_FALLBACK",
    "_VIRTUAL_HOSTED_STYLE_REQUEST",
    "_S3_EXPRESS",
    "_DISABLE_TAGGING",
    "_DISABLE_BULK_DELETE",
    "_USE_EMULATOR",
    "_USE_FABRIC_ENDPOINT",
    "_USE_AZURE_CLI",
];

/// What is wrong with a value of which there are only a few; `None` for any other.
fn choice_fault(name: &str, value: &str) -> Option<&'static str> {
    let ends = |ends: &[&str]| ends.iter().any(|end| name.ends_with(end));
    let lower = value.to_ascii_lowercase();
    let is_one_of = |choices: &[&str]| choices.contains(&lower.as_str());
    if ends(&SWITCHES) {
        return (!is_flag(value)).then_some("is neither true nor false");
    }
    if ends(&["_REQUEST_PAYER"]) {
        return (!is_flag(value) && lower != "requester").then_some("is neither true nor false");
    }
    if ends(&["_CHECKSUM_ALGORITHM"]) {
        return (!is_one_of(&["sha256", "crc64nvme"])).then_some("is no algorithm: write sha256");
    }
    if ends(&["_CONDITIONAL_PUT"]) {
        return (!is_one_of(&["etag", "disabled"])).then_some("is neither etag nor disabled");
    }
    if ends(&["_SERVER_SIDE_ENCRYPTION"]) {
        let is_known = ["AES256", "aws:kms", "aws:kms:dsse", "sse-c"].contains(&value);
        return (!is_known).then_some("is no kind of encryption: write AES256 or aws:kms");
    }
    if ends(&["_TIMEOUT", "_INTERVAL"]) {
        return (!is_duration(&lower)).then_some("is no time: write, for example, 30s");
    }
    if ends(&["_HTTP2_MAX_FRAME_SIZE"]) {
        let is_size = value.parse().is_ok_and(|size: u32| (16_384..=16_777_215).contains(&size));
        return (!is_size).then_some("is no number from 16384 to 16777215");
    }
    if ends(&["_POOL_MAX_IDLE_PER_HOST"]) {
        return value.parse::<u16>().is_err().then_some("is no number up to 65535");
    }
    None
}

/// True for numbers with units of time, none of which is so large that nobody can add it to the time of day.
fn is_duration(value: &str) -> bool {
    const UNITS: [&str; 26] = [
        "ns", "nsec", "nanos", "us", "usec", "ms", "msec", "millis", "s", "sec", "secs", "second", "seconds",
        "m", "min", "mins", "minute", "minutes", "h", "hr", "hrs", "hour", "hours", "d", "day", "days",
    ];
    let is_unit = |unit: &str| UNITS.contains(&unit);
    let mut numbers = value.split(|c: char| !c.is_ascii_digit());
    let mut units = value.split(|c: char| c.is_ascii_digit() || c == ' ').filter(|unit| !unit.is_empty());
    value.starts_with(|c: char| c.is_ascii_digit())
        && numbers.all(|number| number.len() <= 9)
        && units.all(is_unit)
}

/// `AZURE_USE_FABRIC_ENDPOINT` and its like are switches.
fn is_flag(value: &str) -> bool {
    let flags = ["true", "false", "1", "0", "yes", "no", "on", "off", "y", "n"];
    flags.contains(&value.to_ascii_lowercase().as_str())
}

fn address_fault(name: &str, value: &str) -> Option<&'static str> {
    if value.len() > MAX_ADDRESS {
        return Some("is far too long for an address");
    }
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

    #[test]
    fn times_are_numbers_with_units() {
        for good in ["30s", "1 min", "1m 30s", "90 seconds", "500ms", "2h"] {
            assert!(is_duration(good), "{good}");
        }
    }
}
