// The pages in headless Chromium against the real core, over the development bridge: a whole day in a new shop, every
// screen of the demo shop in both themes under axe's eyes, the main paths without a pointer, and where the keys are after
// every command.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const ROOT = join(import.meta.dirname, '../..');
const PROGRAM = process.env.REGULARS_PROGRAM;
const CSV = 'Name,E-mail,Phone,City\nMara Lind,mara@example.org,030 901821,Berlin\nOtto Berg,otto@example.org,,Bonn\nNo Mail,not-an-address,,Köln\n';

/** Runs a program to its end and gives what it printed. */
async function run(command, args, env = {}) {
  const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  child.stdout.on('data', (text) => (printed += text));
  child.stderr.on('data', (text) => (printed += text));
  const [code] = await once(child, 'close');
  return { code, printed };
}

/** Serves a book, or the welcome page, for as long as `work` takes. File dialogs answer with a small CSV file; in the day of a new shop the second and third with a calendar, the fourth with a list to print. */
async function withBridge(demo, work) {
  const home = await mkdtemp(join(tmpdir(), 'regulars-pages-'));
  const env = { REGULARS_CONFIG: join(home, 'config'), REGULARS_BOOKS: join(home, 'books') };
  const csv = join(home, 'customers.csv');
  await writeFile(csv, CSV);
  const book = join(home, 'Demo.regulars');
  if (demo) assert.equal((await run(PROGRAM, ['new', book, '--demo'], env)).code, 0, 'the demo shop is made');
  const calendar = join(home, 'calendar.ics');
  const asked = demo ? Array(8).fill(csv) : [csv, calendar, calendar, join(home, 'visits.pdf'), csv, csv];
  const answers = asked.flatMap((file) => ['--answer', file]);
  const args = ['bridge', ...(demo ? [book] : []), '--pages', join(ROOT, 'ui/dist'), ...answers];
  const bridge = spawn(PROGRAM, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const [url] = await once(createInterface(bridge.stdout), 'line');
    await work(url, csv, join(home, 'shots'));
  } finally {
    bridge.kill();
    await once(bridge, 'exit');
    await rm(home, { recursive: true, force: true });
  }
}

const script = (name, ...args) => run('node', [join(ROOT, 'ui/tests/e2e', name), ...args]);

test('a whole day in a new shop goes well', () =>
  withBridge(false, async (url, csv, out) => {
    const { code, printed } = await script('journey.mjs', '--bridge', url, '--csv', csv, '--out', out);
    assert.equal(code, 0, printed);
  }));

test('every screen opens on real figures, and axe finds nothing to complain about in light and dark', () =>
  withBridge(true, async (url) => {
    const { code, printed } = await script('screens.mjs', '--bridge', url, '--width', '1280');
    assert.equal(code, 0, printed);
  }));

test('the main paths are walked with the keyboard alone, and the focus is always seen', () =>
  withBridge(true, async (url, csv, out) => {
    const { code, printed } = await script('keyboard.mjs', '--bridge', url, '--out', out);
    assert.equal(code, 0, printed);
  }));

// Each kind of place once; `./dev soak` walks through all of them, which takes as long as all else here.
const COMMANDS = process.env.REGULARS_COMMANDS ?? 'today,customers-bulk,customer-page,campaign-plan,deal,settings-data';

test('after every command the keys stand somewhere, never at the edge of the window', () =>
  withBridge(true, async (url) => {
    const { code, printed } = await script('commands.mjs', '--bridge', url, '--only', COMMANDS);
    assert.equal(code, 0, printed);
  }));

test('a page whose process ended comes back with what was typed', async () => {
  const { code, printed } = await script('revived.mjs');
  assert.equal(code, 0, printed);
});

// What fits does not depend on the core, and only the stand-in for it can speak another language at once.
for (const [name, ...options] of [
  ['in German in the smallest window, nor when it is mirrored', '--width', '1024', '--language', 'de', '--dir', 'ltr,rtl'],
  ['with everything twice as large', '--width', '1280', '--zoom', '200'],
  ['of cards and forms in the smallest window with everything twice as large', '--width', '1024', '--zoom', '200', '--only', 'customer,customer-edit,customer-new,customers-filter,products,sales,sale-new,sale-pay,follow-up-new,campaign-plan,campaign-edit,money-receive,deal,deal-new,case-new,track-edit,calling,nearby,import-map,welcome-new,settings'],
]) {
  test(`nothing is cut off or out of reach ${name}`, async () => {
    const { code, printed } = await script('screens.mjs', '--theme', 'light', ...options);
    assert.equal(code, 0, printed);
  });
}
