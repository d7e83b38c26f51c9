use std::sync::Arc;

use object_store::ObjectStore;
use object_store::memory::InMemory;
use object_store::path::Path;
use object_store::throttle::{ThrottleConfig, ThrottledStore};

use super::*;
use crate::publish::secrets::Secrets;

fn remote(store: Arc<dyn ObjectStore>) -> Remote {
    Remote { store, prefix: Path::default(), folder: None, secrets: Secrets::default() }
}

/// Runs something in a time that passes as fast as nobody waits for anything else.
fn run(test: impl Future<Output = ()>) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().start_paused(true).build();
    runtime.expect("a runtime").block_on(test);
}

fn noon() -> Timestamp {
    "2026-11-25T12:00:00Z".parse().expect("a moment")
}

fn six_minutes_later() -> Timestamp {
    "2026-11-25T12:06:00Z".parse().expect("a moment")
}

fn seven_minutes_later() -> Timestamp {
    "2026-11-25T12:07:00Z".parse().expect("a moment")
}

#[test]
fn a_lock_is_kept_as_long_as_it_is_renewed_and_then_let_go() {
    run(async {
        let remote = remote(Arc::new(InMemory::new()));
        let mut lock = TargetLock::take(&remote, noon, false).await.expect("the lock");
        assert!(matches!(TargetLock::take(&remote, noon, false).await, Err(Failure::Locked(_))));
        let hour = tokio::time::timeout(Duration::from_secs(3600), lock.keep()).await;
        assert!(hour.is_err(), "it was lost");
        lock.release().await.expect("it is let go");
        assert!(!remote.has(LOCK).await.expect("an answer"));
    });
}

#[test]
fn a_lease_is_taken_over_only_after_its_end_whatever_the_clocks() {
    run(async {
        let remote = remote(Arc::new(InMemory::new()));
        let mut first = TargetLock::take(&remote, noon, false).await.expect("the lock");
        // Five minutes, and one by which clocks may differ.
        assert!(TargetLock::take(&remote, six_minutes_later, false).await.is_err());
        let second = TargetLock::take(&remote, seven_minutes_later, false).await.expect("the lock");
        let lost = tokio::time::timeout(RENEW + AGAIN, first.keep()).await.expect("it is lost");
        assert!(matches!(lost, Failure::Overtaken(_)));
        // Who lost it leaves it alone.
        first.release().await.expect("nothing to do");
        assert!(remote.has(LOCK).await.expect("an answer"));
        second.release().await.expect("it is let go");
        assert!(!remote.has(LOCK).await.expect("an answer"));
    });
}

#[test]
fn who_cannot_renew_a_lease_stops_before_its_end() {
    run(async {
        let store = Arc::new(ThrottledStore::new(InMemory::new(), ThrottleConfig::default()));
        let remote = remote(store.clone());
        let mut lock = TargetLock::take(&remote, noon, false).await.expect("the lock");
        store.config_mut(|config| config.wait_put_per_call = Duration::from_secs(86_400));
        let begun = Instant::now();
        let lost = lock.keep().await;
        assert!(matches!(lost, Failure::Overtaken(_)));
        assert!(begun.elapsed() + RETRY + REQUEST <= LEASE + Duration::from_secs(1));
    });
}
