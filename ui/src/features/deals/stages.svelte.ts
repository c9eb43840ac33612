/** The stages of every pipeline, as the core has them: those of the settings, or the usual ones. */
import type { BoardColumn } from '../../api/generated';
import { onEvent, rpc } from '../../api/rpc';

export interface Stage {
  key: string;
  pipeline: string;
  name: string;
  /** In percent, as canonical text. */
  probability: string;
  /** Fields of a deal that are asked for here, in the wire's spelling. */
  required: string[];
  days: number | null;
  outcome: 'open' | 'won' | 'lost';
}

function read(pipeline: string, column: BoardColumn): Stage {
  const { key, name, probability, required, days, outcome } = column;
  return { key, pipeline, name, probability, required, days: days ?? null, outcome: outcome === 'won' || outcome === 'lost' ? outcome : 'open' };
}

class Stages {
  all = $state.raw<Stage[]>([]);
  pipelines = $state.raw<string[]>([]);
  #reading: Promise<void> | null = null;

  constructor() {
    onEvent((event) => {
      if (event.type === 'book') {
        this.all = [];
        this.#reading = null;
      } else if (this.#reading !== null && event.type === 'changed' && event.changed.some((change) => change.kind === 'settings')) this.#reading = this.#load();
    });
  }

  /** Reads the stages unless they are there already. */
  ready(): Promise<void> {
    return (this.#reading ??= this.#load());
  }

  find(key: string): Stage | undefined {
    return this.all.find((stage) => stage.key === key);
  }

  /** The stages of the pipeline that a stage belongs to. */
  beside(key: string): Stage[] {
    const pipeline = this.find(key)?.pipeline;
    return this.all.filter((stage) => stage.pipeline === pipeline);
  }

  async #load(): Promise<void> {
    try {
      const first = await rpc('deals.board', { pipeline: '', cards: 1 });
      const rest = await Promise.all(first.pipelines.slice(1).map((pipeline) => rpc('deals.board', { pipeline, cards: 1 })));
      this.all = [first, ...rest].flatMap((board, index) => board.columns.map((column) => read(first.pipelines[index] ?? '', column)));
      this.pipelines = first.pipelines;
    } catch {
      // Whoever needs the stages then says by itself why it cannot go on; the next one asks again.
      this.#reading = null;
    }
  }
}

export const stages = new Stages();
