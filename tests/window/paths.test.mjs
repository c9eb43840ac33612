// The main paths of a shop's day in the real window, walked by its buttons and fields, and each taken back with Undo.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { openWindow } from './driver.mjs';
import { answer, eventually, handsOf, NAMED } from './hands.mjs';

const program = resolve(process.env.REGULARS_PROGRAM ?? 'target/debug/regulars');
const ENTER = '\uE007';
let folder;
let window;
let press, fill, fillNamed;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'regulars-paths-'));
  const book = join(folder, 'Linden Workshop.regulars');
  const made = spawnSync(program, ['new', book, '--demo', '--customers', '120'], { encoding: 'utf8', env: { ...process.env, REGULARS_CONFIG: join(folder, 'config') } });
  assert.equal(made.status, 0, made.stderr);
  window = await openWindow({ program, book });
  ({ press, fill, fillNamed } = handsOf(window));
  await window.script("localStorage.setItem('regulars.tour', 'seen'); localStorage.removeItem('regulars.followUps.look')");
});

after(async () => {
  await window?.close();
  await rm(folder, { recursive: true, force: true });
});

const go = (hash) => window.script('location.hash = arguments[0]', hash);
const count = async (kind, where = null) => (await window.rpc('records.count', { kind, where })).value.count;

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
  await window.click('[data-screen="follow-ups"] [role=row][aria-rowindex="3"]');
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
