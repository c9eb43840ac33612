/** The first answers of the lists that were open last and of the words typed into them, so that one that is asked for again stands there at once. */
import type { Page } from './generated';
import { onEvent } from './rpc';

/** Answers kept at once: the lists of every day, and the words that were typed last. */
const MOST = 40;
/** What depends on the clock, such as a promise that is overdue by now, is not told by an event. */
const FRESH_MS = 300_000;

const answers = new Map<string, { page: Page<unknown>; at: number }>();
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
export function asked(key: string): (page: Page<unknown>) => void {
  listen();
  const then = epoch;
  return (page) => {
    if (then !== epoch) return;
    answers.delete(key);
    answers.set(key, { page, at: performance.now() });
    const oldest = answers.keys().next();
    if (answers.size > MOST && !oldest.done) answers.delete(oldest.value);
  };
}

/** The answer to this question, when nothing has changed since it was given and it has that many rows or all there are. What is asked for again is kept longer. */
export function keptAnswer(key: string, rows: number): Page<unknown> | null {
  const found = answers.get(key);
  if (found === undefined || performance.now() - found.at > FRESH_MS) return null;
  if (found.page.rows.length < Math.min(rows, found.page.total)) return null;
  answers.delete(key);
  answers.set(key, found);
  return found.page;
}
