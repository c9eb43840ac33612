/** A session of calls: whom, how far one is, and what to say. It lasts until it is ended, also when the window is closed in between. */
import { onEvent, rpc, toFailure } from '../../api/rpc';
import type { CallList, ScriptObjection } from '../../api/generated';
import { session } from '../app/session.svelte';

export const OUTCOMES = ['reached', 'not_reached', 'not_interested', 'do_not_call'] as const;
export type CallOutcome = (typeof OUTCOMES)[number];

export interface CallSession {
  /** What it is called; its calls carry this name. */
  name: string;
  ids: string[];
  at: number;
  /** What came of each call so far, by customer; skipped ones are missing. */
  done: Record<string, CallOutcome>;
  /** What was written down of each call, by customer, so that a call that is taken back is noticed. */
  written?: Record<string, string>;
  /** What is said in it, as it was when the session began. */
  script?: Script | null;
  /** The campaign that the calls belong to. */
  campaignId?: string | null;
}

/** What is said, and what is answered to what they say. */
export interface Script {
  text: string;
  objections: ScriptObjection[];
}

/** A list that waits for its session to be begun. */
export interface Wish {
  where: string;
  /** Only these, when some were picked. */
  ids: string[] | null;
  label: string;
  /** The campaign they are called for; its script comes with it. */
  campaignId?: string;
}

const key = (what: string) => `regulars.calling.${what}.${session.status?.book?.bookId ?? ''}`;

function read<T>(what: string, otherwise: T): T {
  try {
    return (JSON.parse(globalThis.localStorage?.getItem(key(what)) ?? 'null') as T | null) ?? otherwise;
  } catch {
    return otherwise;
  }
}

function write(what: string, value: unknown): void {
  try {
    globalThis.localStorage?.setItem(key(what), JSON.stringify(value));
  } catch {
    // The session then lasts as long as the window; what was logged is in the book.
  }
}

class Calls {
  now = $state.raw<CallSession | null>(null);
  wish = $state.raw<Wish | null>(null);
  #book = '';

  constructor() {
    onEvent((event) => {
      if (event.type === 'book') this.#book = '';
      else if (event.type === 'changed') event.changed.filter((change) => change.kind === 'interaction').forEach((change) => void this.#follow(change.ids));
    });
  }

  /** Takes up the session of last time; to be called when a screen about it opens. */
  ready(): void {
    const book = session.status?.book?.bookId ?? '';
    if (book === this.#book) return;
    this.#book = book;
    this.now = read<CallSession | null>('session', null);
  }

  /** Those of a wish who may be called, the most valuable first, and the scripts there are; the core decides. */
  async whom(wish: Wish): Promise<CallList> {
    const found = await rpc('calls.list', { where: wish.where || null, campaignId: wish.campaignId ?? null });
    const picked = wish.ids === null ? null : new Set(wish.ids);
    return picked === null ? found : { ...found, customerIds: found.customerIds.filter((id) => picked.has(id)) };
  }

  begin(name: string, ids: string[], script: Script | null = null): void {
    this.#keep({ name, ids, at: 0, done: {}, script, campaignId: this.wish?.campaignId ?? null });
    this.wish = null;
  }

  /** Notes what came of the call to a customer and goes on to the next. */
  log(id: string, outcome: CallOutcome, written: string | null = null): void {
    if (this.now === null) return;
    this.#keep({ ...this.now, done: { ...this.now.done, [id]: outcome }, written: { ...this.now.written, ...(written === null ? {} : { [id]: written }) } });
    this.step(1);
  }

  /** A call that was taken back was not made: its customer is the one to call again. */
  async #follow(ids: string[]): Promise<void> {
    for (const [id, written] of Object.entries(this.now?.written ?? {})) {
      if (!ids.includes(written)) continue;
      const there = await rpc('records.get', { kind: 'interaction', id: written }).then((reply) => (reply.record as { trashedAt: string | null }).trashedAt === null, (thrown: unknown) => toFailure(thrown).code !== 'not_found');
      if (there || this.now?.written?.[id] !== written) continue;
      const { [id]: _outcome, ...done } = this.now.done;
      const { [id]: _written, ...rest } = this.now.written;
      this.#keep({ ...this.now, done, written: rest });
      this.turnTo(id);
    }
  }

  /** Goes to the next or the one before; one past the last is the summary. */
  step(by: 1 | -1): void {
    if (this.now === null) return;
    this.#keep({ ...this.now, at: Math.max(0, Math.min(this.now.ids.length, this.now.at + by)) });
  }

  /** Goes to the call of one of them. */
  turnTo(id: string): void {
    const at = this.now?.ids.indexOf(id) ?? -1;
    if (this.now !== null && at >= 0) this.#keep({ ...this.now, at });
  }

  /** Ends it early: the summary comes next. */
  finish(): void {
    if (this.now !== null) this.#keep({ ...this.now, at: this.now.ids.length });
  }

  /** Goes back to the first who was not called. */
  resume(): void {
    const session = this.now;
    if (session === null) return;
    const at = session.ids.findIndex((id) => session.done[id] === undefined);
    if (at >= 0) this.#keep({ ...session, at });
  }

  end(): void {
    this.#keep(null);
  }

  /** What was written on this computer before scripts were kept in the book; it is taken over once. */
  takeOld(): string {
    const old = read<{ words?: string; answers?: string } | null>('script', null);
    return [old?.words, old?.answers].filter(Boolean).join('\n\n');
  }

  forgetOld(): void {
    write('script', null);
  }

  #keep(next: CallSession | null): void {
    this.now = next;
    write('session', next);
  }
}

export const calls = new Calls();
