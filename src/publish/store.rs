//! The place to which a site is published, as a few operations.

use std::path::PathBuf;
use std::sync::Arc;

use bytes::Bytes;
use futures::StreamExt as _;
use object_store::path::Path;
use object_store::{
    Attribute, Attributes, Error, GetResult, ObjectStore, ObjectStoreExt as _, PutMode, PutOptions,
    UpdateVersion,
};
use sha2::{Digest, Sha256};

use super::failure::Failure;
use super::headers::Headers;
use super::secrets::Secrets;
use crate::markdown::Fingerprint;
use crate::source::with_causes;

/// The place.
pub struct Remote {
    pub store: Arc<dyn ObjectStore>,
    pub prefix: Path,
    /// Of a folder: where it is. It keeps no headers, and cannot write under a condition.
    pub folder: Option<PathBuf>,
    pub secrets: Secrets,
}

/// A whole object.
pub struct Object {
    pub bytes: Bytes,
    pub version: UpdateVersion,
}

/// What an object is, without its bytes.
pub struct Looked {
    pub size: u64,
    /// `None` if it is larger than was asked for, and so was not read.
    pub sha256: Option<Fingerprint>,
    pub headers: Headers,
    pub version: UpdateVersion,
}

/// On what condition something is written.
pub enum Mode {
    Overwrite,
    /// Only if nothing is there.
    Create,
    /// Only if this version is there.
    Update(UpdateVersion),
}

/// What came of writing.
pub enum Put {
    Done(UpdateVersion),
    /// The condition did not hold.
    Conflict,
}

impl Remote {
    fn location(&self, path: &str) -> Result<Path, Failure> {
        let path = match self.prefix.as_ref() {
            "" => path.to_owned(),
            prefix => format!("{prefix}/{path}"),
        };
        Path::parse(&path).map_err(|why| Failure::Name { path, why })
    }

    fn failure(&self, doing: &'static str, path: &str, error: &Error) -> Failure {
        let why = self.secrets.scrub(&with_causes(error));
        Failure::Request { doing, path: path.to_owned(), why }
    }

    async fn open(&self, path: &str) -> Result<Option<GetResult>, Failure> {
        match self.store.get(&self.location(path)?).await {
            Ok(result) => Ok(Some(result)),
            Err(Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(self.failure("read", path, &error)),
        }
    }

    /// An object with its bytes; `None` if it is not there.
    ///
    /// # Errors
    /// If it cannot be read, or has more than `most` bytes.
    pub async fn get(&self, path: &str, most: u64) -> Result<Option<Object>, Failure> {
        let Some(result) = self.open(path).await? else { return Ok(None) };
        if result.meta.size > most {
            return Err(Failure::TooLarge { path: path.to_owned(), size: result.meta.size });
        }
        let version = version(&result);
        let bytes = result.bytes().await.map_err(|error| self.failure("read", path, &error))?;
        Ok(Some(Object { bytes, version }))
    }

    /// Reads an object of at most so many bytes and tells what it is; `None` if it is not there.
    ///
    /// # Errors
    /// If it cannot be read.
    pub async fn look(&self, path: &str, most: u64) -> Result<Option<Looked>, Failure> {
        let Some(result) = self.open(path).await? else { return Ok(None) };
        let header = |name| result.attributes.get(&name).map(|value| value.to_string());
        let headers = Headers {
            content_type: header(Attribute::ContentType),
            cache_control: header(Attribute::CacheControl),
        };
        let (size, version) = (result.meta.size, version(&result));
        if size > most {
            return Ok(Some(Looked { size, sha256: None, headers, version }));
        }
        let mut digest = Sha256::new();
        let mut stream = result.into_stream();
        while let Some(part) = stream.next().await {
            digest.update(part.map_err(|error| self.failure("read", path, &error))?);
        }
        let sha256 = Some(Fingerprint(digest.finalize().into()));
        Ok(Some(Looked { size, sha256, headers, version }))
    }

    /// True if something is there.
    ///
    /// # Errors
    /// If nobody can tell.
    pub async fn has(&self, path: &str) -> Result<bool, Failure> {
        match self.store.head(&self.location(path)?).await {
            Ok(_) => Ok(true),
            Err(Error::NotFound { .. }) => Ok(false),
            Err(error) => Err(self.failure("read", path, &error)),
        }
    }

    /// Writes an object with its headers.
    ///
    /// # Errors
    /// If it cannot be written. That the condition does not hold is no error: [`Put::Conflict`].
    pub async fn put(
        &self,
        path: &str,
        bytes: Bytes,
        (content_type, cache_control): (&str, &str),
        mode: Mode,
    ) -> Result<Put, Failure> {
        let mut attributes = Attributes::new();
        if self.folder.is_none() {
            attributes.insert(Attribute::ContentType, content_type.to_owned().into());
            attributes.insert(Attribute::CacheControl, cache_control.to_owned().into());
        }
        let mode = match mode {
            Mode::Create => PutMode::Create,
            Mode::Update(version) if self.folder.is_none() => PutMode::Update(version),
            // In a folder nobody else writes while the lock is held, and every write replaces the file whole.
            Mode::Update(_) | Mode::Overwrite => PutMode::Overwrite,
        };
        let options = PutOptions { mode, attributes, ..PutOptions::default() };
        match self.store.put_opts(&self.location(path)?, bytes.into(), options).await {
            Ok(result) => Ok(Put::Done(UpdateVersion { e_tag: result.e_tag, version: result.version })),
            Err(Error::AlreadyExists { .. } | Error::Precondition { .. } | Error::NotModified { .. }) => {
                Ok(Put::Conflict)
            }
            Err(error) => Err(self.failure("write", path, &error)),
        }
    }

    /// Copies an object inside the target. False if it is not there.
    ///
    /// # Errors
    /// If it cannot be copied.
    pub async fn copy(&self, from: &str, to: &str) -> Result<bool, Failure> {
        match self.store.copy(&self.location(from)?, &self.location(to)?).await {
            Ok(()) => Ok(true),
            Err(Error::NotFound { .. }) => Ok(false),
            Err(error) => Err(self.failure("copy", from, &error)),
        }
    }

    /// Deletes an object; it is no fault if it is not there.
    ///
    /// # Errors
    /// If it cannot be deleted.
    pub async fn delete(&self, path: &str) -> Result<(), Failure> {
        match self.store.delete(&self.location(path)?).await {
            Ok(()) | Err(Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(self.failure("delete", path, &error)),
        }
    }
}

fn version(result: &GetResult) -> UpdateVersion {
    UpdateVersion { e_tag: result.meta.e_tag.clone(), version: result.meta.version.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_message_holds_a_secret() {
        let settings = [
            ("AWS_SECRET_ACCESS_KEY", "hunter2"),
            ("AWS_REGION", "eu-west-1"),
            ("AWS_ROLE_ARN", "role"),
            ("AWS_SESSION_TOKEN", "a\"b/c"),
            (
                "GOOGLE_SERVICE_ACCOUNT_KEY",
                "{\"private_key\": \"-----PEM\\nx\", \"x\": [{\"y\": \"inner\"}]}",
            ),
        ];
        let settings = settings.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let secrets = Secrets::of(&settings);
        for (message, shown) in [
            (
                "signed with hunter2 at https://x.example/a?sig=abc: refused, why?",
                "signed with AWS_SECRET_ACCESS_KEY at https://x.example/a: refused, why?",
            ),
            ("xHUNTER2y", "xAWS_SECRET_ACCESS_KEYy"),
            ("GET https://s3.eu-west-1.example/b", "GET https://s3.AWS_REGION.example/b"),
            ("a rolex of a role", "a rolex of a AWS_ROLE_ARN"),
            ("failed to parse \"a\\\"b/c\"", "failed to parse \"AWS_SESSION_TOKEN\""),
            ("/a%22b%2Fc/", "/AWS_SESSION_TOKEN/"),
            ("invalid type: string \"inner\"", "invalid type: string \"GOOGLE_SERVICE_ACCOUNT_KEY\""),
            ("\"-----PEM\\nx\"", "\"GOOGLE_SERVICE_ACCOUNT_KEY\""),
        ] {
            assert_eq!(secrets.scrub(message), shown, "{message}");
        }
    }
}
