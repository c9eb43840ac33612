// Windows as things on a desk: several on one book stay in step, and each is found where it was left.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { readFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { openWindow } from './driver.mjs';

const program = resolve(process.env.REGULARS_PROGRAM ?? 'target/debug/regulars');
const PATIENCE_MS = 20_000;
let folder;
let book;

const pause = (ms) => new Promise((wake) => setTimeout(wake, ms));
const output = (command, ...args) => spawnSync(command, args, { encoding: 'utf8' }).stdout.trim();
const windowsNamed = (name) => output('xdotool', 'search', '--onlyvisible', '--name', name).split('\n').filter(Boolean);

async function until(what, look) {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > end) assert.fail(`${what} did not happen within ${PATIENCE_MS / 1000} s`);
    await pause(200);
  }
}

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'regulars-windows-'));
  book = join(folder, 'Linden Workshop.regulars');
  const made = spawnSync(program, ['new', book, '--demo', '--customers', '60'], { encoding: 'utf8', env: { ...process.env, REGULARS_CONFIG: join(folder, 'config') } });
  assert.equal(made.status, 0, made.stderr);
});

after(() => rm(folder, { recursive: true, force: true }));

test('a second window opens at its own place, is named after the book and follows what the first one changes', async () => {
  const window = await openWindow({ program, book });
  try {
    await window.rpc('window.open', { place: '#/customers' });
    const both = await until('a second window', () => {
      const found = windowsNamed('Linden Workshop.* – Regulars$');
      return found.length === 2 && found;
    });
    const own = String(Math.max(...both.map(Number)));
    const shown = () => output('bash', '-c', `import -window ${own} png:- | sha256sum`);
    // The list has come to rest when two looks at it are the same.
    let seen = '';
    await until('the second window showing its list', async () => {
      const before = seen;
      await pause(700);
      seen = shown();
      return seen === before;
    });
    const { value } = await window.rpc('records.list', { kind: 'customer', sort: 'name', offset: 0, limit: 1 });
    await window.rpc('records.save', { kind: 'customer', id: value.rows[0].id, values: { firstName: 'Aaltje', lastName: 'Zuiderzee' } });
    await until('the new name in the second window', () => shown() !== seen);
    const refused = await window.rpc('window.follow', { link: 'file:///etc/passwd' });
    assert.match(refused.error?.message ?? '', /not a link/, 'a page may have a number called, and nothing else opened');
  } finally {
    await window.close();
  }
});

test('a window that was moved and made smaller is found so at the next start', async () => {
  const env = { ...process.env, REGULARS_CONFIG: join(folder, 'config'), REGULARS_BOOK: book, XDG_DATA_HOME: join(folder, 'data'), WEBKIT_DISABLE_DMABUF_RENDERER: '1' };
  const start = async () => {
    const running = spawn(program, [], { env, stdio: 'ignore' });
    const ended = new Promise((done) => running.once('exit', done));
    const [id] = await until('the window', () => {
      const found = windowsNamed('Regulars$');
      return found.length > 0 && found;
    });
    await pause(1500);
    return { id, running, ended };
  };
  const first = await start();
  spawnSync('xdotool', ['windowsize', first.id, '1000', '700', 'windowmove', first.id, '70', '90']);
  await pause(1000);
  spawnSync('python3', [join(import.meta.dirname, 'close.py'), first.id]);
  await first.ended;
  assert.match(await readFile(join(folder, 'config', 'windows.json'), 'utf8'), /"width": 1000/);
  const second = await start();
  try {
    const place = await until('the window at its old place', () => {
      const now = output('xdotool', 'getwindowgeometry', second.id);
      return now.includes('1000x700') && now;
    });
    assert.match(place, /Position: 70,90/);
  } finally {
    second.running.kill();
    await second.ended;
  }
});
