//! Calls into the materialised store from a distance: it lives on a thread of its
//! own, where a panic is caught and a hang is noticed. Either way the caller gets
//! [`Broken`] and the program goes on.

use super::engine::Engine;
use crate::error::Error;
use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Once};
use std::time::{Duration, Instant};

const THREAD: &str = "regulars-store";
/// How long closing a store that failed may take before it is left behind.
const CLOSE: Duration = Duration::from_secs(1);

/// Set when a store that hung was left behind in this process.
static LEFT_BEHIND: AtomicBool = AtomicBool::new(false);

/// Whether sled's transactions may still be used. All of sled in a process shares one
/// lock: a thread that hangs inside sled holds it for reading for ever, the next
/// transaction waits for it for ever, and everything else then waits for that
/// transaction. Single writes go on working as long as no transaction waits.
pub(super) fn transactions_work() -> bool {
    !LEFT_BEHIND.load(Ordering::Relaxed)
}

/// Why the materialised store cannot be used.
#[derive(Debug)]
pub(super) enum Broken {
    /// The disk is full: nothing is wrong with the data.
    Full,
    /// Damage, panic, hang, or an I/O error.
    Failed(String),
}

impl From<std::io::Error> for Broken {
    fn from(error: std::io::Error) -> Self {
        match Error::io("", &error) {
            Error::DiskFull { .. } => Self::Full,
            _ => Self::Failed(error.to_string()),
        }
    }
}

/// A sign of life. Long loops tick it.
#[derive(Clone, Default)]
pub(super) struct Beat(Arc<AtomicU64>);

impl Beat {
    pub fn tick(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }

    fn count(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

type Job = Box<dyn FnOnce(&mut Engine) + Send>;

/// The other end of the store's thread. Dropping it closes the store.
pub(super) struct Handle {
    jobs: Option<Sender<Job>>,
    thread: Option<std::thread::JoinHandle<()>>,
    beat: Beat,
    watchdog: Duration,
    /// Something failed; sled then often cannot even be closed any more.
    troubled: AtomicBool,
}

impl Handle {
    /// Opens the store on a thread of its own.
    pub fn open(dir: &Path, watchdog: Duration) -> Result<Self, Broken> {
        silence_expected_panics();
        let (jobs, inbox) = channel::<Job>();
        let (opened, answer) = channel();
        let beat = Beat::default();
        let (dir, ticking) = (dir.to_owned(), beat.clone());
        let builder = std::thread::Builder::new().name(THREAD.into());
        let thread = builder.spawn(move || {
            let guarded = AssertUnwindSafe(|| Engine::open(&dir, ticking));
            let mut engine = match catch_unwind(guarded) {
                Ok(Ok(engine)) => engine,
                Ok(Err(error)) => return drop(opened.send(Err(error))),
                Err(panic) => return drop(opened.send(Err(panicked(panic.as_ref())))),
            };
            let _ = opened.send(Ok(()));
            for job in inbox {
                if let Err(panic) = catch_unwind(AssertUnwindSafe(|| job(&mut engine))) {
                    tracing::warn!("the materialised store panicked: {}", message(panic.as_ref()));
                    break;
                }
            }
            // Closing a store that panicked may panic once more.
            let _ = catch_unwind(AssertUnwindSafe(|| drop(engine)));
        });
        let thread = thread.map_err(Broken::from)?;
        let handle =
            Self { jobs: Some(jobs), thread: Some(thread), beat, watchdog, troubled: AtomicBool::new(false) };
        // Opening cannot tick from inside sled, so it may take longer.
        let opened = handle.wait(&answer, watchdog * 3).flatten();
        handle.troubled.store(opened.is_err(), Ordering::Relaxed);
        opened.map(|()| handle)
    }

    /// Runs `work` on the store's thread and waits for its result.
    pub fn call<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Engine) -> Result<T, Broken> + Send + 'static,
    ) -> Result<T, Broken> {
        let (result, answer) = channel();
        let job: Job = Box::new(move |engine| {
            let _ = result.send(work(engine));
        });
        let gone = || Broken::Failed("the store stopped working".into());
        self.jobs.as_ref().ok_or_else(gone)?.send(job).map_err(|_| gone())?;
        let result = self.wait(&answer, self.watchdog).flatten();
        if result.is_err() {
            self.troubled.store(true, Ordering::Relaxed);
        }
        result
    }

    /// Waits for an answer as long as there are signs of life.
    fn wait<T>(&self, answer: &Receiver<T>, patience: Duration) -> Result<T, Broken> {
        let (mut seen, mut since) = (self.beat.count(), Instant::now());
        loop {
            match answer.recv_timeout(patience.min(Duration::from_millis(200))) {
                Ok(value) => return Ok(value),
                Err(RecvTimeoutError::Disconnected) => {
                    return Err(Broken::Failed("the store stopped working".into()));
                }
                Err(RecvTimeoutError::Timeout) => {
                    let now = self.beat.count();
                    if now != seen {
                        (seen, since) = (now, Instant::now());
                    } else if since.elapsed() >= patience {
                        return Err(Broken::Failed("the store did not answer".into()));
                    }
                }
            }
        }
    }
}

impl Drop for Handle {
    fn drop(&mut self) {
        self.jobs = None;
        let Some(thread) = self.thread.take() else { return };
        // A thread that hangs inside sled is left behind; it holds nothing that is
        // used again.
        let patience = if self.troubled.load(Ordering::Relaxed) { CLOSE } else { self.watchdog };
        let until = Instant::now() + patience;
        while !thread.is_finished() && Instant::now() < until {
            std::thread::sleep(Duration::from_millis(1));
        }
        if thread.is_finished() {
            let _ = thread.join();
        } else {
            LEFT_BEHIND.store(true, Ordering::Relaxed);
        }
    }
}

fn panicked(panic: &(dyn Any + Send)) -> Broken {
    Broken::Failed(message(panic))
}

fn message(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "no message".into())
}

/// Panics of the store's threads are caught and dealt with; printed, they would
/// only frighten. All other threads keep the hook that was there before.
fn silence_expected_panics() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let usual = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            let thread = std::thread::current();
            let name = thread.name().unwrap_or_default();
            if name != THREAD && !name.starts_with("sled-") && name != "log flusher" {
                usual(info);
            }
        }));
    });
}
