//! `promulgate serve`.

use std::io::{ErrorKind, IsTerminal as _};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;

use anyhow::{Error, anyhow};
use clap::Args;

use super::Outcome;
use super::common::{DayArgument, RootArgument, today};
use crate::serve::{self, Begun, ServeOptions};

/// Preview the site with its working texts, and see every saved change at once
#[derive(Debug, Args)]
pub struct Serve {
    #[command(flatten)]
    root: RootArgument,
    #[command(flatten)]
    day: DayArgument,
    /// The port; 0 takes a free one
    #[arg(long, value_name = "N", default_value_t = 4000)]
    port: u16,
    /// The address on which to listen: any but the default can be reached from other machines
    #[arg(long, value_name = "ADDRESS", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    host: IpAddr,
    /// A further name under which the preview may be asked for, with its port: preview.example.com:8080
    #[arg(long, value_name = "HOST")]
    allow_host: Vec<String>,
    /// Open no browser
    #[arg(long)]
    no_open: bool,
    /// Look at the files again and again, where the system does not tell of changes: on a network drive, for instance
    #[arg(long)]
    poll: bool,
}

impl Serve {
    /// # Errors
    /// If there is no site, or the preview cannot listen there.
    pub fn run(self) -> anyhow::Result<Outcome> {
        let root = self.root.find()?;
        let address = SocketAddr::new(self.host, self.port);
        if !self.host.is_loopback() {
            super::complain("warning: who can reach this machine can read the drafts\n");
        }
        let options = ServeOptions {
            root: &root,
            address,
            hosts: self.allow_host,
            asked: self.day.asked(),
            today: Arc::new(today),
            poll: self.poll,
        };
        let opens = !self.no_open && std::io::stdout().is_terminal();
        serve::run(options, |begun| say_begun(begun, opens))
            .map_err(|error| match error.kind() {
                ErrorKind::AddrInUse => anyhow!(
                    "something listens at {address} already, perhaps another preview; end it, or take another port, such as \
                     --port 0"
                ),
                _ => Error::new(error).context(format!("cannot serve the preview at {address}")),
            })?;
        Ok(Outcome::Done)
    }
}

fn say_begun(begun: &Begun, opens: bool) {
    super::say(format_args!("preview at {}; Ctrl+C ends it", begun.url));
    if begun.is_polled {
        super::complain(
            "note: the files are looked at twice a second, since the system does not tell of changes\n",
        );
    }
    // Without a browser the address above is enough.
    if opens && open::that_detached(&begun.url).is_err() {
        super::complain("note: open that address in your browser\n");
    }
}
