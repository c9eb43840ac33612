/** Fetches the code of the screens of every day and what their lists will show while nobody waits, so that the first switch to one is as quick as the next. */
import { session } from '../features/app/session.svelte';
import { listedOn } from '../navigation.svelte';
import { REGISTRY, type ScreenEntry } from './registry';

/** How long the window is left alone after its start and after every key, click or turn of the wheel. */
const QUIET_MS = 2500;
/** The pause between two screens. */
const PAUSE_MS = 400;
const USED = ['keydown', 'pointerdown', 'wheel'] as const;

async function bring(entry: ScreenEntry): Promise<void> {
  await entry.load();
  const kind = listedOn(entry.screen);
  if (kind === null || session.status?.book == null) return;
  const { askAhead } = await import('../features/records/list.svelte');
  askAhead(kind, session.spec(kind));
}

/** Begins to fetch; the returned function ends it. A screen whose code does not come is asked for again when it is opened. */
export function fetchAhead(): () => void {
  const waiting = REGISTRY.filter((entry) => entry.group === 'work');
  let timer: ReturnType<typeof setTimeout>;
  const wait = (pause: number) => {
    clearTimeout(timer);
    if (waiting.length > 0) timer = setTimeout(next, pause);
    else stop();
  };
  const rest = () => wait(QUIET_MS);
  const stop = () => {
    waiting.length = 0;
    clearTimeout(timer);
    USED.forEach((type) => removeEventListener(type, rest, true));
  };
  function next() {
    const entry = waiting.shift();
    if (entry !== undefined) void bring(entry).catch(() => undefined).then(() => wait(PAUSE_MS));
  }
  USED.forEach((type) => addEventListener(type, rest, { capture: true, passive: true }));
  rest();
  return stop;
}
