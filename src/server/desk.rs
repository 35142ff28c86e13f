//! The buyer's side of every verdict: policy, lists, makers and trust, loaded anew every minute or so.

use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::sync::Mutex;

use crate::Reference;
use crate::decision::Terms;
use crate::intake::Moment;

/// What a verdict rests on, but for the delivery.
pub struct Bench {
    pub reference: Reference,
    pub terms: Terms,
    /// The moment for which is decided.
    pub at: Moment,
}

/// Loads it: the command line knows from where. The message of a fault is for the operator.
pub type Load = Box<dyn Fn() -> Result<Bench, String> + Send + Sync>;

/// Loads and remembers.
#[derive(Clone)]
pub struct Desk(Arc<Inner>);

struct Inner {
    load: Load,
    fresh: Duration,
    last: Mutex<Option<(Instant, Arc<Bench>)>>,
}

impl Desk {
    /// `fresh`: how old what was loaded may be; lists that are exchanged on disk count after it.
    pub fn new(load: Load, fresh: Duration) -> Self {
        Self(Arc::new(Inner { load, fresh, last: Mutex::new(None) }))
    }

    /// How often is looked whether lists, makers, trust or policy changed.
    pub(super) fn fresh(&self) -> Duration {
        self.0.fresh
    }

    /// What was loaded last, however long ago; `None`: nothing could be.
    pub(super) async fn last(&self) -> Option<Arc<Bench>> {
        self.0.last.lock().await.as_ref().map(|(_, bench)| Arc::clone(bench))
    }

    /// The bench of now.
    ///
    /// # Errors
    /// The operator's message: a list is too old, a policy cannot be read. There is no verdict then.
    #[allow(clippy::disallowed_methods, reason = "an edge measures how long something was kept")]
    pub async fn bench(&self) -> Result<Arc<Bench>, String> {
        let mut last = self.0.last.lock().await;
        if let Some((at, bench)) = last.as_ref()
            && at.elapsed() < self.0.fresh
        {
            return Ok(Arc::clone(bench));
        }
        let inner = Arc::clone(&self.0);
        let loaded = tokio::task::spawn_blocking(move || (inner.load)()).await;
        let bench = Arc::new(loaded.map_err(|_| "loading the lists came to an unexpected end".to_owned())??);
        *last = Some((Instant::now(), Arc::clone(&bench)));
        Ok(bench)
    }
}
