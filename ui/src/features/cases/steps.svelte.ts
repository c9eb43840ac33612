/** Settling a case, closing it, and taking it up again; how it was settled is asked for where the case does not say. */
import { rpc } from '../../api/rpc';
import type { Case } from '../../api/generated';
import { attempt, saveOrRefuse } from '../app/writes';

export interface Asking {
  one: Case;
  step: 'resolve' | 'close';
}

class Steps {
  /** A case whose resolution is asked for. */
  asking = $state.raw<Asking | null>(null);

  resolve(one: Case): void {
    this.asking = { one, step: 'resolve' };
  }

  close(one: Case): void {
    if (one.resolution.trim() === '') this.asking = { one, step: 'close' };
    else void attempt(() => rpc('cases.close', { id: one.id, resolution: '' }));
  }

  reopen(one: Case): void {
    void attempt(() => rpc('cases.reopen', { id: one.id }));
  }

  /** It is the customer's turn, or ours again. */
  wait(one: Case, waiting: boolean): void {
    void saveOrRefuse('case', one.id, { status: waiting ? 'waiting' : 'open' });
  }
}

export const steps = new Steps();
