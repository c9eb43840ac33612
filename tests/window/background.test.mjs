// The program without a window: it is chosen, the window goes and reminders still come, and the icon brings it back.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import { openWindow } from './driver.mjs';

const program = resolve(process.env.REGULARS_PROGRAM ?? 'target/debug/regulars');
const PATIENCE_MS = 20_000;
const told = [];
let folder;
let book;
let bus;
let desktop;

const pause = (ms) => new Promise((wake) => setTimeout(wake, ms));
async function until(what, look) {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > end) assert.fail(`${what} did not happen within ${PATIENCE_MS / 1000} s; the desktop heard ${JSON.stringify(told)}`);
    await pause(200);
  }
}
const visible = () => spawnSync('xdotool', ['search', '--onlyvisible', '--name', 'Regulars$'], { encoding: 'utf8' }).stdout.trim().split('\n').filter(Boolean);

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'regulars-background-'));
  book = join(folder, 'Linden Workshop.regulars');
  const made = spawnSync(program, ['new', book], { encoding: 'utf8', env: { ...process.env, REGULARS_CONFIG: join(folder, 'config') } });
  assert.equal(made.status, 0, made.stderr);
  // A bus that starts no services: one of accessibility would write its address on the screen, where the windows of the
  // tests after this one would look for it in vain.
  const config = join(folder, 'bus.conf');
  await writeFile(config, '<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>');
  bus = spawn('dbus-daemon', [`--config-file=${config}`, '--nofork', '--nopidfile', '--print-address=1'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [address] = await once(createInterface(bus.stdout), 'line');
  process.env.DBUS_SESSION_BUS_ADDRESS = address;
});

after(async () => {
  desktop?.kill();
  bus?.kill();
  await rm(folder, { recursive: true, force: true });
});

test('a closed window goes on reminding, and the icon beside the clock brings it back', async () => {
  const window = await openWindow({ program, book });
  try {
    const alone = await window.rpc('window.background', { on: true });
    assert.match(alone.error?.message ?? '', /shows no icons/, 'where nobody could bring the window back, it must not be hidden');
    desktop = spawn('/usr/bin/python3', [join(import.meta.dirname, 'desktop.py')], { stdio: ['pipe', 'pipe', 'inherit'] });
    createInterface(desktop.stdout).on('line', (line) => told.push(JSON.parse(line)));
    await until('the desktop', () => told.some((one) => one.ready));
    const chosen = await window.rpc('window.background', { on: true });
    assert.equal(chosen.value?.on, true, JSON.stringify(chosen));
    await until('the icon', () => told.some((one) => one.item));

    const [id] = await until('the window', () => { const found = visible(); return found.length > 0 && found; });
    spawnSync('python3', [join(import.meta.dirname, 'close.py'), id]);
    await until('the window being gone', () => visible().length === 0);
    const status = (await window.rpc('app.status')).value;
    const saved = await window.rpc('records.save', { kind: 'follow_up', id: null, values: { subject: 'Call about the shelf', dueDate: status.today, dueTime: '00:00', reminders: [{ minutesBefore: 0 }] } });
    assert.equal(saved.error, undefined, JSON.stringify(saved));
    await until('the reminder', () => told.some((one) => one.title === 'Call about the shelf'));
    assert.equal(visible().length, 0, 'it is told without opening the window');

    desktop.stdin.write('activate\n');
    await until('the window being back', () => visible().length === 1);
    assert.equal((await window.rpc('window.background', { on: false })).value.on, false);
    await until('the icon being gone', () => told.some((one) => one.gone));
  } finally {
    await window.close();
  }
});

test('whoever starts the program again gets the window that is there, also when it is hidden', async () => {
  // The window of the test before has the same number as the one to come, and would be closed in its place.
  await until('the window before being gone', () => visible().length === 0);
  const window = await openWindow({ program });
  try {
    assert.equal((await window.rpc('window.background', { on: true })).value?.on, true);
    const [id] = await until('the window', () => { const found = visible(); return found.length > 0 && found; });
    spawnSync('python3', [join(import.meta.dirname, 'close.py'), id]);
    await until('the window being gone', () => visible().length === 0);
    const again = spawn(program, [], { stdio: 'inherit', env: { ...process.env, WEBKIT_DISABLE_DMABUF_RENDERER: '1', REGULARS_CONFIG: join(window.home, 'config'), REGULARS_BOOKS: join(window.home, 'books'), REGULARS_BOOK: '', XDG_DATA_HOME: join(window.home, 'data') } });
    const [code] = await once(again, 'exit');
    assert.equal(code, 0, 'a second program would find the book in use');
    await until('the window being back', () => visible().length === 1);
  } finally {
    await window.close();
  }
});
