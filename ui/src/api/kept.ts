/** The answers to what was asked last (the lists that were open, the words that were typed), so that one that is asked for again stands there at once. */
import type { Page } from './generated';
import { onEvent } from './rpc';

/** Answers kept at once: the lists of every day, and the words that were typed last. */
const MOST = 40;
/** What depends on the clock, such as a promise that is overdue by now, is not told by an event. */
const FRESH_MS = 300_000;

const answers = new Map<string, { answer: unknown; at: number }>();
let epoch = 0;
let listening = false;

function forget(): void {
  epoch += 1;
  answers.clear();
}

/** Any change of the book forgets every answer: which lists a change alters is the core's to know. */
function listen(): void {
  if (listening) return;
  listening = true;
  onEvent((event) => { if (event.type === 'changed' || event.type === 'book' || event.type === 'day') forget(); });
}

/** Remembers which book a question is put to; the returned function keeps its answer unless the book has changed since. */
export function asked<Answer>(key: string): (answer: Answer) => void {
  listen();
  const then = epoch;
  return (answer) => {
    if (then !== epoch) return;
    answers.delete(key);
    answers.set(key, { answer, at: performance.now() });
    const oldest = answers.keys().next();
    if (answers.size > MOST && !oldest.done) answers.delete(oldest.value);
  };
}

/** The answer to this question, when nothing has changed since it was given and it is enough. What is asked for again is kept longer. */
export function kept<Answer>(key: string, enough: (answer: Answer) => boolean = () => true): Answer | null {
  const found = answers.get(key);
  if (found === undefined || performance.now() - found.at > FRESH_MS || !enough(found.answer as Answer)) return null;
  answers.delete(key);
  answers.set(key, found);
  return found.answer as Answer;
}

/** The kept page of a list, when it has that many rows or all there are. */
export function keptAnswer(key: string, rows: number): Page<unknown> | null {
  return kept<Page<unknown>>(key, (page) => page.rows.length >= Math.min(rows, page.total));
}
