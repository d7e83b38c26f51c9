pub mod library;
pub mod locale;
pub mod markdown;
pub mod source;
