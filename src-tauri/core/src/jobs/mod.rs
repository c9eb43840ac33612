//! The one job runner: work of more than a moment runs on its own thread, tells
//! its progress, can be cancelled, and keeps its result until somebody asks.

use crate::sentence::Say;
use crate::store::Watch;
use crate::{Error, Result};
use crate::{Sentence, say};
use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

/// Finished jobs that are remembered for whoever still wants their result.
const REMEMBERED: usize = 50;

/// Where a job stands.
#[derive(Clone, Debug)]
pub enum JobState<T> {
    /// At work.
    Running,
    /// Finished with this result.
    Done(T),
    /// Stopped by an error; the code and the sentence.
    Failed(Arc<Error>),
    /// Stopped by a person; nothing was changed.
    Cancelled,
}

/// A look at a job.
#[derive(Clone, Debug)]
pub struct JobView<T> {
    /// Its number.
    pub id: u64,
    /// What it does, in a few words.
    pub label: Sentence,
    /// Where it stands.
    pub state: JobState<T>,
    /// How much is done.
    pub done: u64,
    /// Of how much; 0 when that is not known yet.
    pub total: u64,
}

struct Job<T> {
    id: u64,
    label: Sentence,
    state: Mutex<JobState<T>>,
    done: AtomicU64,
    total: AtomicU64,
    cancelled: AtomicBool,
}

/// Called whenever a job moved on; not more than about a hundred times a job.
type Told<T> = dyn Fn(JobView<T>) + Send + Sync;

/// All jobs of a running program.
pub struct Jobs<T> {
    next: AtomicU64,
    jobs: Mutex<VecDeque<Arc<Job<T>>>>,
    threads: Mutex<Vec<JoinHandle<()>>>,
    told: Arc<Told<T>>,
}

/// What a job's work sees of its job.
pub struct JobWatch<T> {
    job: Arc<Job<T>>,
    told: Arc<Told<T>>,
}

impl<T: Clone + Send + 'static> Job<T> {
    fn view(&self) -> JobView<T> {
        JobView {
            id: self.id,
            label: self.label.clone(),
            state: self.state.lock().unwrap_or_else(PoisonError::into_inner).clone(),
            done: self.done.load(Ordering::Relaxed),
            total: self.total.load(Ordering::Relaxed),
        }
    }
}

impl<T: Clone + Send + 'static> Watch for JobWatch<T> {
    fn step(&self, done: u64, total: u64) -> bool {
        let before = self.job.done.swap(done, Ordering::Relaxed);
        self.job.total.store(total, Ordering::Relaxed);
        let percent = |n: u64| n.saturating_mul(100).checked_div(total).unwrap_or(0);
        if percent(before) != percent(done) {
            (self.told)(self.job.view());
        }
        !self.job.cancelled.load(Ordering::Relaxed)
    }
}

impl<T: Clone + Send + 'static> Jobs<T> {
    /// A runner that tells `told` whenever a job moves on.
    pub fn new(told: impl Fn(JobView<T>) + Send + Sync + 'static) -> Self {
        Self {
            next: AtomicU64::new(1),
            jobs: Mutex::default(),
            threads: Mutex::default(),
            told: Arc::new(told),
        }
    }

    /// Starts `work` on a thread of its own and returns the job's number. A panic
    /// in the work fails the job and nothing else.
    pub fn start(
        &self,
        label: impl Say,
        work: impl FnOnce(&JobWatch<T>) -> Result<T> + Send + 'static,
    ) -> u64 {
        let id = self.next.fetch_add(1, Ordering::Relaxed);
        let job = Arc::new(Job {
            id,
            label: label.said(),
            state: Mutex::new(JobState::Running),
            done: AtomicU64::new(0),
            total: AtomicU64::new(0),
            cancelled: AtomicBool::new(false),
        });
        {
            let mut jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner);
            jobs.push_back(job.clone());
            if jobs.len() > REMEMBERED
                && let Some(old) = jobs.iter().position(|j| !matches!(j.view().state, JobState::Running))
            {
                jobs.remove(old);
            }
        }
        let watch = JobWatch { job, told: self.told.clone() };
        let thread = std::thread::spawn(move || {
            let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| work(&watch)));
            let state = match result {
                Ok(Ok(value)) => JobState::Done(value),
                Ok(Err(Error::Cancelled)) => JobState::Cancelled,
                Ok(Err(error)) => JobState::Failed(Arc::new(error)),
                Err(_) => JobState::Failed(Arc::new(Error::Conflict(say!(
                    "This work stopped because of a mistake in the program. Nothing was half saved."
                )))),
            };
            *watch.job.state.lock().unwrap_or_else(PoisonError::into_inner) = state;
            (watch.told)(watch.job.view());
        });
        let mut threads = self.threads.lock().unwrap_or_else(PoisonError::into_inner);
        threads.retain(|t| !t.is_finished());
        threads.push(thread);
        id
    }

    /// A look at a job; `None` when it was never started or is forgotten.
    pub fn get(&self, id: u64) -> Option<JobView<T>> {
        let jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner);
        jobs.iter().find(|j| j.id == id).map(|j| j.view())
    }

    /// Asks a job to stop; it stops at its next step.
    pub fn cancel(&self, id: u64) {
        let jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(job) = jobs.iter().find(|j| j.id == id) {
            job.cancelled.store(true, Ordering::Relaxed);
        }
    }

    /// Waits until every job has ended.
    pub fn wait_all(&self) {
        let threads = std::mem::take(&mut *self.threads.lock().unwrap_or_else(PoisonError::into_inner));
        for thread in threads {
            // A job's panic is already told as its failure.
            let _ = thread.join();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_job_ends_in_exactly_one_way() {
        let jobs: Jobs<u32> = Jobs::new(|_| {});
        let done = jobs.start("adds", |watch| {
            watch.step(1, 2);
            Ok(3)
        });
        let failed = jobs.start("fails", |_| Err(Error::NothingTo("undo")));
        let panicked = jobs.start("panics", |_| panic!("on purpose"));
        jobs.wait_all();
        assert!(matches!(jobs.get(done).unwrap().state, JobState::Done(3)));
        assert!(matches!(jobs.get(failed).unwrap().state, JobState::Failed(_)));
        assert!(
            matches!(jobs.get(panicked).unwrap().state, JobState::Failed(_)),
            "a panic must not take the window along"
        );
        assert!(jobs.get(99).is_none());
    }

    #[test]
    fn a_cancelled_job_stops_at_its_next_step() {
        let jobs: Jobs<u32> = Jobs::new(|_| {});
        let (ready, wait) = std::sync::mpsc::channel();
        let id = jobs.start("long", move |watch| {
            ready.send(()).unwrap();
            while watch.step(0, 0) {
                std::thread::yield_now();
            }
            Err(Error::Cancelled)
        });
        wait.recv().unwrap();
        jobs.cancel(id);
        jobs.wait_all();
        assert!(matches!(jobs.get(id).unwrap().state, JobState::Cancelled));
    }
}
