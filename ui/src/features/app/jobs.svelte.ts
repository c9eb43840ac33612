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
      };
      const fail = (thrown: unknown) => {
        finish();
        reject(toFailure(thrown));
      };
      const update = (state: JobState) => {
        if (!this.#running.has(id)) return;
        progress?.(state);
        if (state.state === 'running') {
          if (Date.now() - started >= SHOW_AFTER_MS) this.shown = [...this.shown.filter((job) => job.id !== id), state];
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

  cancel(id: string): void {
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
