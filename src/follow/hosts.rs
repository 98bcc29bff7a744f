//! One request a host at a time, and no feed that waits long for another.

use std::collections::HashMap;
use std::future::Future;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::Semaphore;

/// How long a request keeps the next one to its host waiting.
const PATIENCE: Duration = Duration::from_secs(3);
/// How long, while another request to that host is stuck already.
const SHORT_PATIENCE: Duration = Duration::from_millis(250);

/// The hosts that are being asked, by host and port.
#[derive(Debug, Default)]
pub(super) struct Hosts {
    hosts: Mutex<HashMap<String, Arc<HostGate>>>,
}

#[derive(Debug)]
struct HostGate {
    turn: Semaphore,
    stuck: AtomicUsize,
}

impl Hosts {
    fn gate(&self, place: &str) -> Arc<HostGate> {
        let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        let gate = || Arc::new(HostGate { turn: Semaphore::new(1), stuck: AtomicUsize::new(0) });
        Arc::clone(hosts.entry(place.to_owned()).or_insert_with(gate))
    }

    /// Does `request` when no other request to `place` is under way. One that hangs gives up its turn, not its answer: a
    /// host with one feed that never ends would keep its others from being read.
    pub(super) async fn in_turn<T>(&self, place: &str, request: impl Future<Output = T>) -> T {
        let gate = self.gate(place);
        // The semaphore is never closed, so there is always a turn.
        let turn = gate.turn.acquire().await.ok();
        let patience = if gate.stuck.load(Ordering::Relaxed) > 0 { SHORT_PATIENCE } else { PATIENCE };
        tokio::pin!(request);
        if let Ok(answer) = tokio::time::timeout(patience, &mut request).await {
            return answer;
        }
        drop(turn);
        let _stuck = Stuck::new(&gate.stuck);
        request.await
    }
}

/// Counts a stuck request until it ends, however it does.
struct Stuck<'a>(&'a AtomicUsize);

impl<'a> Stuck<'a> {
    fn new(stuck: &'a AtomicUsize) -> Self {
        stuck.fetch_add(1, Ordering::Relaxed);
        Stuck(stuck)
    }
}

impl Drop for Stuck<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}
