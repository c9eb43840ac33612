// The main paths in the real window: the shell, its one command, its events, its policies, its dialogs.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { openWindow } from './driver.mjs';

const program = resolve(process.env.REGULARS_PROGRAM ?? 'target/debug/regulars');
let folder;
let book;
let window;

before(async () => {
  assert.ok(existsSync(program), `there is no program at ${program}; build it first`);
  folder = await mkdtemp(join(tmpdir(), 'regulars-test-'));
  book = join(folder, 'Linden Workshop.regulars');
  const made = spawnSync(program, ['new', book, '--demo', '--customers', '120'], { encoding: 'utf8', env: { ...process.env, REGULARS_CONFIG: join(folder, 'config') } });
  assert.equal(made.status, 0, made.stderr);
  window = await openWindow({ program, book });
});

after(async () => {
  await window?.close();
  await rm(folder, { recursive: true, force: true });
});

test('the window opens the book it was given and lists its customers', async () => {
  const status = await window.rpc('app.status');
  assert.equal(status.value.book.path, book);
  await window.script("location.hash = '#/customers'");
  await window.waitFor('return document.querySelectorAll("[role=row]").length > 5', 'the rows of the list');
  const page = await window.rpc('records.list', { kind: 'customer', offset: 0, limit: 3 });
  const shown = await window.script('return document.body.innerText');
  assert.ok(shown.includes(page.value.rows[0].name), 'the first customer of the core is the first on the screen');
});

test('a change made by the core shows on the screen without a reload, and undo takes it back', async () => {
  const saved = await window.rpc('records.save', { kind: 'customer', values: { kind: 'company', companyName: 'AAA Window Test' } });
  assert.ok(saved.value, JSON.stringify(saved.error));
  await window.waitFor('return document.body.innerText.includes("AAA Window Test")', 'the new customer in the list');
  const undone = await window.rpc('operations.undo', {});
  assert.match(undone.value.label, /New customer/);
  await window.waitFor('return !document.body.innerText.includes("AAA Window Test")', 'the customer to leave the list');
});

test('a refused value comes back with its field and a sentence', async () => {
  const { error } = await window.rpc('records.save', { kind: 'customer', values: { emails: [{ address: 'nobody' }], lastName: 'X' } });
  assert.equal(error.code, 'invalid');
  assert.equal(error.field, 'emails.0.address');
  assert.match(error.message, /name@example\.com/);
});

test('text of a record never becomes markup', async () => {
  const name = '<img src=x onerror="window.__broken = true"><b>AAA</b>';
  await window.rpc('records.save', { kind: 'customer', values: { kind: 'company', companyName: name } });
  await window.waitFor('return document.body.innerText.includes("<b>AAA</b>")', 'the name as text');
  assert.equal(await window.script('return window.__broken === true'), false, 'no script of a record may ever run');
  await window.rpc('operations.undo', {});
});

test('the content policy refuses eval, foreign addresses and inline scripts', async () => {
  assert.equal(await window.script('try { return new Function("return 1")() === 1 } catch { return false }'), false);
  const reached = await window.later('const done = arguments[arguments.length - 1]; fetch("http://127.0.0.1:9/").then(() => done(true), () => done(false));');
  assert.equal(reached, false);
  const ran = await window.later(
    `const done = arguments[arguments.length - 1];
     const tag = document.createElement('script'); tag.textContent = 'window.__inline = true';
     document.head.append(tag); setTimeout(() => done(window.__inline === true), 50);`,
  );
  assert.equal(ran, false, 'an inline script must not run');
});

test('a CSV file is brought in, counted, and taken back as one step', async () => {
  const file = join(folder, 'new.csv');
  await writeFile(file, 'Name,E-Mail,City\nZora Zander,zora@example.org,Bremen\nZeno Zimmer,zeno@example.org,Kiel\n');
  const before = (await window.rpc('records.list', { kind: 'customer', offset: 0, limit: 0 })).value.total;
  const plan = (await window.rpc('import.inspect', { path: file })).value;
  const map = Object.fromEntries(plan.columns.filter((c) => c.field).map((c) => [c.header, c.field]));
  const { job } = (await window.rpc('import.run', { path: file, as: 'customers', map, options: {}, dryRun: false })).value;
  const done = await finished(job);
  assert.equal(done.result.created, 2, JSON.stringify(done));
  assert.equal((await window.rpc('records.list', { kind: 'customer', search: 'zora', offset: 0, limit: 5 })).value.total, 1);
  await window.rpc('operations.undo', {});
  assert.equal((await window.rpc('records.list', { kind: 'customer', offset: 0, limit: 0 })).value.total, before);
});

/** Presses keys as a hand does: those of the driver reach neither the system's menu key nor all of the shell. */
const hand = (keys) => spawnSync('bash', ['-c', `xdotool search --name 'Regulars$' windowfocus; sleep 0.3; xdotool key --delay 80 ${keys}`]);

test('at 200 % every button of the head stays within the window', async () => {
  await window.script("location.hash = '#/customers'");
  await window.waitFor('return document.querySelectorAll("[role=row]").length > 5', 'the list');
  const wide = await window.script('return innerWidth');
  hand('ctrl+plus ctrl+plus ctrl+plus ctrl+plus ctrl+plus');
  await window.waitFor('return innerWidth <= arguments[0] / 2 + 1', 'the window to be zoomed', wide);
  const outside = await window.script(`return [...document.querySelectorAll('main header a, main header button')].filter((one) => one.checkVisibility() && one.getBoundingClientRect().right > innerWidth + 1).map((one) => one.textContent.trim())`);
  assert.deepEqual(outside, [], 'WebKit takes the width of a container without the zoom, so that nothing makes room');
  hand('ctrl+0');
  await window.waitFor('return innerWidth === arguments[0]', 'the usual size', wide);
});

test('the menu key opens the menu of the row that has the cursor, and the web engine’s own menu never shows', async () => {
  await window.script("location.hash = '#/customers'");
  await window.waitFor('const grid = document.querySelector("[role=grid]"); grid?.focus(); return document.querySelectorAll("[role=row]").length > 5 && grid === document.activeElement', 'the list to take the focus');
  hand('Home shift+F10');
  const named = await window.waitFor('return document.querySelector("[role=menu]")?.getAttribute("aria-label")', 'the menu of the row');
  const { rows } = (await window.rpc('records.list', { kind: 'customer', offset: 0, limit: 1 })).value;
  assert.equal(named, rows[0].name, 'the menu of another row would put the wrong customer into the trash');
  hand('Escape');
  await window.waitFor('return document.querySelector("[role=menu]") === null', 'the menu to close');
  const answered = await window.script(`
    const ask = (node) => !node.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true }));
    return { heading: ask(document.querySelector('h1')), field: ask(document.querySelector('[data-search]')) };`);
  assert.deepEqual(answered, { heading: true, field: false }, '“Reload” is for web pages; a field keeps cut, copy and paste');
});

test('a file dropped on the window is looked at and offered for import', async () => {
  const file = join(folder, 'dropped.csv');
  await writeFile(file, 'Name,E-Mail,City\nWilma Drop,wilma@example.org,Bremen\n');
  // A hand takes the file from another window and lets go of it over this one.
  const drag = spawn('bash', ['-c', `
    /usr/bin/python3 "$1" "$2" & source=$!
    for _ in $(seq 100); do id=$(xdotool search --name '^regulars drag source$' 2>/dev/null | tail -n 1); [ -n "$id" ] && break; sleep 0.1; done
    sleep 1; xdotool windowmove "$id" 1100 660 windowraise "$id"; sleep 1
    xdotool mousemove 1150 710 sleep 0.3 mousedown 1 sleep 0.3
    for step in $(seq 10); do xdotool mousemove $((1150 - step * 50)) $((710 - step * 30)) sleep 0.1; done
    xdotool mousemove 652 414 sleep 0.5 mouseup 1; sleep 2; kill $source || true`, '_', join(import.meta.dirname, 'drag.py'), file], { stdio: 'ignore' });
  await new Promise((ended) => drag.on('close', ended));
  await window.waitFor('return location.hash.startsWith("#/import") && document.body.innerText.includes("dropped.csv")', 'the dropped file on the import screen');
  assert.match(await window.script('return document.body.innerText'), /wilma@example\.org/, 'its first values are shown');
});

test('a report is saved as PDF through the native dialog', async () => {
  const file = join(folder, 'report.pdf');
  // The dialog is answered by hand, as a person would: its window gets the path and Enter.
  const asked = window.rpc('reports.save', { name: 'sales_summary', format: 'pdf' });
  const typed = spawn('bash', ['-c', `
    for _ in $(seq 100); do id=$(xdotool search --name 'Save the report' 2>/dev/null | tail -n 1); [ -n "$id" ] && break; sleep 0.1; done
    sleep 1; xdotool windowfocus "$id" 2>/dev/null; sleep 0.3
    xdotool key ctrl+a; xdotool type --delay 15 "$1"; sleep 0.5; xdotool key Return`, '_', file]);
  const reply = await asked;
  await new Promise((ended) => typed.exitCode === null ? typed.on('close', ended) : ended());
  assert.ok(reply.value, `the dialog was answered: ${JSON.stringify(reply)}`);
  const done = await finished(reply.value.job);
  assert.equal(done.state, 'done', JSON.stringify(done));
  assert.equal((await readFile(done.result.path)).subarray(0, 5).toString(), '%PDF-');
});

async function finished(job) {
  for (let tries = 0; tries < 200; tries += 1) {
    const state = (await window.rpc('jobs.get', { id: job })).value;
    if (state.state !== 'running') return state;
    await new Promise((wake) => setTimeout(wake, 50));
  }
  throw new Error('the job did not end');
}
