/** Moves deals from stage to stage. What the core asks for on the way is asked in a dialog; so is the next step of a deal that has none. */
import { rpc, toFailure } from '../../api/rpc';
import { waiting } from '../../api/waiting.svelte';
import type { Deal } from '../../api/generated';
import { t } from '../../i18n';
import { accept } from '../app/writes';
import { toasts } from '../app/toasts.svelte';
import { stages, type Stage } from './stages.svelte';

/** A move that waits for what its stage asks for. */
export interface Move {
  deal: Deal;
  titles: Record<string, string>;
  stage: Stage;
  /** What the core said about the move without it. */
  message: string;
  finish: (moved: boolean) => void;
}

class Mover {
  asking = $state.raw<Move | null>(null);
  /** A deal whose next step is asked for. */
  next = $state.raw<Deal | null>(null);

  /** Moves a deal; true when it is in the new stage. Won and lost always ask why, so that it can be learnt from. */
  async move(id: string, key: string): Promise<boolean> {
    const stage = stages.find(key);
    if (stage === undefined) return false;
    try {
      if (stage.outcome !== 'open') return await this.#ask(id, stage, '');
      const deal = await this.write(id, key, {});
      if (deal.nextStepOn === null) this.next = deal;
      return true;
    } catch (thrown) {
      const failure = toFailure(thrown);
      if (failure.code === 'invalid' && failure.field !== null && failure.field !== 'stage') return await this.#ask(id, stage, failure.message);
      toasts.refuse(failure);
      return false;
    }
  }

  /** Asks again for what a move needs that was begun and left. */
  async resume(id: string, key: string): Promise<void> {
    await stages.ready();
    const stage = stages.find(key);
    if (stage !== undefined) await this.#ask(id, stage, '');
  }

  /** Writes the move together with what was given for it. */
  async write(id: string, stage: string, values: Record<string, unknown>): Promise<Deal> {
    const reply = await rpc('deals.move', { id, stage, values });
    accept(reply);
    const deal = reply.record as Deal;
    toasts.say(t('board.dropped', { title: deal.title, column: deal.stageName }));
    return deal;
  }

  async #ask(id: string, stage: Stage, message: string): Promise<boolean> {
    try {
      const reply = await waiting.during(rpc('records.get', { kind: 'deal', id }), true);
      this.asking?.finish(false);
      return await new Promise((resolve) => {
        this.asking = {
          deal: reply.record as Deal,
          titles: reply.titles,
          stage,
          message,
          finish: (moved) => {
            this.asking = null;
            resolve(moved);
          },
        };
      });
    } catch (thrown) {
      toasts.refuse(thrown);
      return false;
    }
  }
}

export const mover = new Mover();
