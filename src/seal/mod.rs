//! What becomes of content: `init` and `new`, `reconcile`, and what seals: `release`, `withdraw`, `adopt`. Each has all of its
//! files written or none, but for `mend`, which writes one whole file after another and can be run again. Those that
//! seal, and `mend`, are planned first, as data, so that people can see what will be done. Everything is written by `disk/`.

mod accept;
mod adopt;
mod announced;
mod days;
mod init;
mod lock;
mod mend;
mod natural;
mod new;
mod new_language;
mod reconcile;
pub mod refusal;
mod release;
mod request;
mod revise;
mod sealed_files;
mod sealing;
mod sync_file;
mod told;
mod withdraw;

pub use accept::{Acceptance, AcceptanceRequest, plan_acceptance};
pub use adopt::{Adoption, AdoptionOptions, plan_adoption};
pub use init::{Example, init};
pub use lock::SiteLock;
pub use mend::{Mended, one_each, plan_mending};
pub use new::{NewAddendum, NewPolicy, NewVersion, new_addendum, new_policy, new_version};
pub use new_language::new_language;
pub use reconcile::{ReconcileRequest, Reconciliation, plan_reconciliation};
pub use refusal::Refusal;
pub use release::{ReleasePlan, plan_release};
pub use request::{Given, ReleaseRequest};
pub use revise::{Revision, RevisionRequest, plan_revision};
pub use sealing::{Sealing, recover};
pub use sync_file::NewSyncFile;
pub use told::Told;
pub use withdraw::{WithdrawalRequest, Withdrawn, plan_withdrawal};
