//! From what `promulgate.toml` and the environment say to a place that can be written to.

use std::sync::Arc;
use std::time::Duration;

use object_store::aws::{AmazonS3Builder, AmazonS3ConfigKey};
use object_store::azure::MicrosoftAzureBuilder;
use object_store::gcp::GoogleCloudStorageBuilder;
use object_store::local::LocalFileSystem;
use object_store::memory::InMemory;
use object_store::path::Path;
use object_store::{BackoffConfig, ClientOptions, ObjectStore, RetryConfig};
use url::Url;

use super::environment::{self, Environment, MANAGED_IDENTITY};
use super::failure::Failure;
use super::secrets::Secrets;
use super::store::Remote;
use crate::disk;
use crate::library::{PublishTarget, Scheme};

/// After so long no request is tried again, and so long one may take: together the longest that a write can still be on
/// its way, on which the lock relies.
pub const RETRY: Duration = Duration::from_secs(90);
pub const REQUEST: Duration = Duration::from_secs(60);

/// Opens a target. Of the environment only the settings of its own service are used. A folder that is not there is made,
/// unless only `looking`.
///
/// # Errors
/// If the settings do not make sense together, or the folder cannot be made.
pub fn open(
    target: &PublishTarget,
    environment: &Environment,
    retries: usize,
    looking: bool,
) -> Result<Remote, Failure> {
    let settings = environment::settings(target.scheme, environment)?;
    let files = environment::files(target.scheme, environment)?;
    let secrets = Secrets::of(settings.iter().chain(&files));
    let refused = |why: String| Failure::Target { target: target.name.clone(), why };
    let unbuilt = |error: object_store::Error| refused(secrets.scrub(&error.to_string()));
    let retry = RetryConfig {
        backoff: BackoffConfig {
            init_backoff: Duration::from_millis(200),
            max_backoff: Duration::from_secs(10),
            base: 2.0,
        },
        max_retries: retries,
        retry_timeout: RETRY,
    };
    let is_plain = target.endpoint.as_ref().is_some_and(|endpoint| endpoint.starts_with("http://"));
    let client = || ClientOptions::new().with_timeout(REQUEST).with_allow_http(is_plain);
    // As the libraries read the environment themselves.
    let settings: Vec<(String, String)> =
        settings.into_iter().map(|(name, value)| (name.to_ascii_lowercase(), value)).collect();
    let store: Arc<dyn ObjectStore> = match target.scheme {
        Scheme::File => return folder(target, secrets, looking),
        Scheme::S3 => {
            let mut builder = AmazonS3Builder::new().with_client_options(client());
            for (name, value) in &settings {
                if let Ok(key) = name.parse() {
                    builder = builder.with_config(key, value.clone());
                }
            }
            // Many services that speak the protocol do not know how to delete several objects at once.
            builder = builder.with_config(AmazonS3ConfigKey::DisableBulkDelete, "true");
            if let Some(endpoint) = &target.endpoint {
                builder = builder.with_endpoint(endpoint);
            }
            if let Some(region) = &target.region {
                builder = builder.with_region(region);
            }
            let builder = builder.with_bucket_name(&target.bucket).with_retry(retry);
            Arc::new(builder.build().map_err(unbuilt)?)
        }
        Scheme::Google => {
            let mut builder = GoogleCloudStorageBuilder::new().with_client_options(client());
            for (name, value) in &settings {
                if let Ok(key) = name.parse() {
                    builder = builder.with_config(key, value.clone());
                }
            }
            if let Some(endpoint) = &target.endpoint {
                builder = builder.with_base_url(endpoint);
            }
            let builder = builder.with_bucket_name(&target.bucket).with_retry(retry);
            Arc::new(builder.build().map_err(unbuilt)?)
        }
        Scheme::Azure => {
            let mut builder = MicrosoftAzureBuilder::new().with_client_options(client());
            for (name, value) in &settings {
                if let Ok(key) = name.parse() {
                    builder = builder.with_config(key, value.clone());
                }
            }
            let is_identity = |name: &str| name.eq_ignore_ascii_case(MANAGED_IDENTITY);
            if let Some((_, address)) = settings.iter().find(|(name, _)| is_identity(name)) {
                builder = builder.with_msi_endpoint(address);
            }
            if let Some(endpoint) = &target.endpoint {
                builder = builder.with_endpoint(endpoint.clone());
            }
            let builder = builder.with_container_name(&target.bucket).with_retry(retry);
            Arc::new(builder.build().map_err(unbuilt)?)
        }
    };
    let prefix = Path::parse(&target.prefix).map_err(|error| refused(error.to_string()))?;
    Ok(Remote { store, prefix, folder: None, secrets })
}

/// The folder that a target is; `None` for one of a service.
pub fn folder_of(target: &PublishTarget) -> Option<std::path::PathBuf> {
    let url = (target.scheme == Scheme::File).then(|| Url::parse(&target.url()).ok())??;
    url.to_file_path().ok()
}

fn folder(target: &PublishTarget, secrets: Secrets, looking: bool) -> Result<Remote, Failure> {
    let path = folder_of(target).ok_or_else(|| Failure::NoFolder(target.url()))?;
    let store: Arc<dyn ObjectStore> = if looking && !path.is_dir() {
        Arc::new(InMemory::new())
    } else {
        let unwritable = |why: String| Failure::Write { path: path.clone(), why };
        disk::create_folders(&path).map_err(|error| unwritable(error.to_string()))?;
        let system = LocalFileSystem::new_with_prefix(&path);
        Arc::new(system.map_err(|error| unwritable(error.to_string()))?.with_automatic_cleanup(true))
    };
    Ok(Remote { store, prefix: Path::default(), folder: Some(path), secrets })
}
