// The main paths of a shop's day in the real window, walked by its buttons and fields, and each taken back with Undo.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { openWindow } from './driver.mjs';

const program = resolve(process.env.REGULARS_PROGRAM ?? 'target/debug/regulars');
const ENTER = '\uE007';
let folder;
let window;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'regulars-paths-'));
  const book = join(folder, 'Linden Workshop.regulars');
  const made = spawnSync(program, ['new', book, '--demo', '--customers', '120'], { encoding: 'utf8', env: { ...process.env, REGULARS_CONFIG: join(folder, 'config') } });
  assert.equal(made.status, 0, made.stderr);
  window = await openWindow({ program, book });
  await window.script("localStorage.setItem('regulars.tour', 'seen')");
});

after(async () => {
  await window?.close();
  await rm(folder, { recursive: true, force: true });
});

const go = (hash) => window.script('location.hash = arguments[0]', hash);
const count = async (kind, where = null) => (await window.rpc('records.count', { kind, where })).value.count;

/** What can be pressed and is called so, the last one on the page: a dialog stands behind what it lies over. */
const NAMED = `
  const [name, css] = arguments;
  const called = (node) => (node.getAttribute('aria-label') ?? node.textContent ?? '').trim().replace(/\\s+/g, ' ');
  return [...document.querySelectorAll(css)].filter((node) => node.checkVisibility() && !node.disabled && new RegExp(name).test(called(node))).at(-1) ?? null;`;
const PRESSED = 'button, a, label, [role=menuitem], [role=option]';

async function press(name) {
  await window.waitFor(NAMED, `“${name}” to press`, name, PRESSED);
  await window.clickOn(await window.script(NAMED, name, PRESSED));
}

/** Types into a field that has been given the focus, as after Tab. */
async function fill(css, value) {
  await window.waitFor('const field = document.querySelector(arguments[0]); field?.focus(); return field !== null && field === document.activeElement', `${css} to take the focus`, css);
  await window.typeHere(value);
}

/** Types into the field that a label names. */
async function fillNamed(name, value) {
  await window.waitFor(
    `const label = [...document.querySelectorAll('label')].find((one) => one.checkVisibility() && one.textContent.trim().startsWith(arguments[0]));
     document.getElementById(label?.htmlFor ?? '')?.focus();
     return label !== undefined && document.activeElement?.id === label.htmlFor;`, `the field “${name}” to take the focus`, name);
  await window.typeHere(value);
}

/** Answers a native dialog as a hand would: its window gets the path and Enter. */
function answer(title, path) {
  const hand = spawn('bash', ['-c', `
    for _ in $(seq 150); do id=$(xdotool search --name "$1" 2>/dev/null | tail -n 1); [ -n "$id" ] && break; sleep 0.1; done
    # A busy computer may still be filling the dialog when it has a window; then a hand tries again.
    for _ in 1 2 3; do
      sleep 1; xdotool windowfocus "$id" 2>/dev/null; sleep 0.3
      xdotool key ctrl+a; xdotool type --delay 15 "$2"; sleep 0.7; xdotool key Return; sleep 1.5
      xdotool search --onlyvisible --name "$1" >/dev/null 2>&1 || break
    done`, '_', title, path], { stdio: 'ignore' });
  return new Promise((ended) => hand.on('close', ended));
}

async function eventually(what, wanted, is) {
  for (let tries = 0; tries < 150; tries += 1) {
    if ((await is()) === wanted) return;
    await new Promise((wake) => setTimeout(wake, 100));
  }
  assert.equal(await is(), wanted, what);
}

async function undo() {
  await window.waitFor('return document.querySelector(".toast button") !== null', 'the note that offers Undo');
  await press('^Undo$');
}

test('a CSV file goes in through the native dialog, is mapped, tried, brought in and taken back', async () => {
  const file = join(folder, 'new.csv');
  await writeFile(file, 'Name,E-Mail,City\nZora Zander,zora@example.org,Bremen\nZeno Zimmer,zeno@example.org,Kiel\n');
  const before = await count('customer');
  await go('#/import');
  const answered = answer('Choose a table or a file of cards', file);
  await press('^Choose a file$');
  await answered;
  await window.waitFor('return document.querySelector(".map") !== null', 'the columns of the file');
  await press('^Try it$');
  // Not the Import of the sidebar, which is there before the trial is over.
  await press('^Import [\\d,]+ rows');
  await window.waitFor(NAMED, 'the result', '^Undo the import$', 'button');
  assert.equal(await count('customer'), before + 2);
  await press('^Undo the import$');
  await eventually('one press takes the whole file back', before, () => count('customer'));
});

test('a sale is written line by line, saved, and taken back', async () => {
  const valid = () => count('sale', 'status != cancelled');
  const before = await valid();
  const customer = (await window.rpc('records.list', { kind: 'customer', offset: 0, limit: 1 })).value.rows[0];
  await go(`#/sales/new?customerId=${customer.id}`);
  await press('^Add a line$');
  await fill('[role=combobox][aria-label^="Description"]', `Hand-made stool${ENTER}`);
  await fill('input[aria-label^="Price"]', '100');
  await window.waitFor('return /100/.test(document.querySelector(".totals")?.textContent ?? "")', 'the total worked out by core');
  await press('^Save\\b');
  await window.waitFor('return document.querySelector("aside h2") !== null && !location.hash.includes("new")', 'the saved sale');
  assert.equal(await valid(), before + 1);
  await undo();
  await eventually('Undo takes the sale back', before, valid);
});

test('a follow-up is finished with its outcome, and undone', async () => {
  const open = () => count('follow_up', 'done != true');
  const before = await open();
  await go('#/follow-ups');
  await window.click('[role=row][aria-rowindex="3"]');
  await press('^Mark as done$');
  await window.waitFor('return document.querySelector("dialog textarea, dialog input") !== null', 'the question what came of it');
  await window.type('dialog textarea, dialog input', `Comes on Friday${ENTER}`);
  await window.waitFor('return document.querySelector("dialog") === null', 'the dialog to close');
  assert.equal(await count('follow_up', 'outcome = "Comes on Friday"'), 1);
  await undo();
  await eventually('Undo opens it again', before, open);
});

test('a campaign’s list is made and sent, and sending is undone', async () => {
  await go('#/campaigns/new');
  await window.waitFor('return document.querySelector(".count strong") !== null', 'the audience to be counted');
  await press('^Write it$');
  await fillNamed('Condition', 'city is not empty');
  await fillNamed('Name', 'Winter letter');
  await press('^Save\\b');
  await window.waitFor('return document.querySelector("aside h2")?.textContent.includes("Winter letter")', 'the campaign');
  await press('^Make the list$');
  await press('^Mark all as sent$');
  const sent = async () => (await window.rpc('records.list', { kind: 'campaign', search: 'Winter letter', offset: 0, limit: 1 })).value.rows[0].sentCount;
  await eventually('everybody on the list is marked', true, async () => (await sent()) > 0);
  await undo();
  await eventually('Undo takes the marks back', 0, sent);
});

test('a report on the screen is saved as PDF', async () => {
  const file = join(folder, 'report.pdf');
  await go('#/reports/sales_summary');
  await window.waitFor('return document.querySelector("figure svg, table") !== null', 'the preview');
  const answered = answer('Save the report', file);
  await press('^Save as PDF$');
  await answered;
  await eventually('the PDF is there', '%PDF-', () => readFile(file).then((bytes) => bytes.subarray(0, 5).toString(), () => ''));
  await window.waitFor('return document.body.innerText.includes("report.pdf")', 'the window to say where it is');
});
