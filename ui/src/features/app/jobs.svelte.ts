/** Long work: started here, followed by events, cancelled from anywhere, and safe to walk away from. */
import { onEvent, rpc, ApiFailure, toFailure } from '../../api/rpc';
import type { JobState } from '../../api/generated';

/** Work shorter than this shows no progress at all. */
const SHOW_AFTER_MS = 300;
/** A job whose events are lost is asked for at this pace. */
const ASK_EVERY_MS = 1000;

class Jobs {
  /** Jobs that run long enough to be shown. */
  shown = $state.raw<JobState[]>([]);
  /** Those that were told to stop and have not yet. */
  stopping = $state.raw<ReadonlySet<string>>(new Set());
  #running = new Map<string, { started: number; update: (state: JobState) => void }>();

  /** Follows a job to its end; resolves with its result, rejects with its error or with code 'cancelled'. */
  follow<T>(id: string, progress?: (state: JobState) => void): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const started = Date.now();
      const ask = setInterval(() => void rpc('jobs.get', { id }).then(update, fail), ASK_EVERY_MS);
      const show = setTimeout(() => void rpc('jobs.get', { id }).then(update, fail), SHOW_AFTER_MS + 20);
      const finish = () => {
        clearInterval(ask);
        clearTimeout(show);
        this.#running.delete(id);
        this.shown = this.shown.filter((job) => job.id !== id);
        this.stopping = new Set([...this.stopping].filter((one) => one !== id));
      };
      const fail = (thrown: unknown) => {
        finish();
        reject(toFailure(thrown));
      };
      const update = (state: JobState) => {
        if (!this.#running.has(id)) return;
        progress?.(state);
        if (state.state === 'running') {
          if (Date.now() - started >= SHOW_AFTER_MS) this.#show(state);
          return;
        }
        finish();
        if (state.state === 'done') resolve(state.result as T);
        else reject(new ApiFailure(state.error ?? { code: state.state === 'cancelled' ? 'cancelled' : 'internal', message: state.label }));
      };
      this.#running.set(id, { started, update });
      void rpc('jobs.get', { id }).then(update, fail);
    });
  }

  /** A job keeps its place while it goes on: whoever is about to cancel it must not hit another. */
  #show(state: JobState): void {
    this.shown = this.shown.some((job) => job.id === state.id) ? this.shown.map((job) => (job.id === state.id ? state : job)) : [...this.shown, state];
  }

  cancel(id: string): void {
    this.stopping = new Set([...this.stopping, id]);
    void rpc('jobs.cancel', { id }).catch(() => undefined);
  }

  /** Hands events to the jobs that wait for them. */
  listen(): () => void {
    return onEvent((event) => {
      if (event.type === 'job') this.#running.get(event.job.id)?.update(event.job);
    });
  }
}

export const jobs = new Jobs();
