// Parts of the window whose ways differ between engines: the clipboard, a list dropped from a field, the heads of a list.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { openWindow } from './driver.mjs';
import { eventually, handsOf } from './hands.mjs';

const program = resolve(process.env.REGULARS_PROGRAM ?? 'target/debug/regulars');
const [ENTER, DELETE] = ['\uE007', '\uE017'];
let folder;
let window;
let press;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'regulars-parts-'));
  const book = join(folder, 'Linden Workshop.regulars');
  const made = spawnSync(program, ['new', book, '--demo', '--customers', '60'], { encoding: 'utf8', env: { ...process.env, REGULARS_CONFIG: join(folder, 'config') } });
  assert.equal(made.status, 0, made.stderr);
  window = await openWindow({ program, book });
  await window.script("localStorage.setItem('regulars.tour', 'seen')");
  ({ press } = handsOf(window));
});

after(async () => {
  await window?.close();
  await rm(folder, { recursive: true, force: true });
});

const go = (hash) => window.script('location.hash = arguments[0]', hash);
const clipboard = () => spawnSync('/usr/bin/python3', [join(import.meta.dirname, 'clipboard.py')], { encoding: 'utf8' }).stdout;

test('a chart is copied as figures for a spreadsheet and as a picture for a letter', async () => {
  await go('#/reports/sales_summary');
  await window.waitFor('return document.querySelector("figure .plot svg") !== null', 'the chart of the report');
  await press('^Copy as CSV$');
  await eventually('the figures are on the clipboard of the desktop', true, () => /^[^,\s][^,\n]*,[^\n]+\r?\n[^\n]+,\d/.test(clipboard()));
  await press('^Copy as picture$');
  await eventually('and the drawing, sharp enough for a letter', true, () => Number(/^picture (\d+)/.exec(clipboard())?.[1] ?? 0) > 600);
});

test('the addresses of a campaign are copied, although they have to be gathered first', async () => {
  const saved = await window.rpc('records.save', { kind: 'campaign', id: null, values: { name: 'Copied', channel: 'email', segment: '' } });
  const campaign = saved.value.record;
  await window.rpc('campaigns.freeze', { id: campaign.id });
  await go(`#/campaigns/${campaign.id}`);
  await press('^Copy the e-mail addresses$');
  // The engine lets a page at the clipboard only as long as it has not waited for anything since the press.
  await eventually('the addresses are on the clipboard of the desktop', true, () => /^\S+@\S+\.\w+(; \S+@\S+)+/.test(clipboard()));
});

test('in a dialog, a customer is picked from the list under its field by keyboard', async () => {
  const people = (await window.rpc('records.list', { kind: 'customer', where: 'kind = person', sort: 'name', offset: 0, limit: 60 })).value.rows;
  // Two of the shop are called alike; who is meant here is to be told by the name alone.
  const alone = people.filter((person) => people.every((another) => another === person || !another.name.includes(person.name)));
  const [one, other] = alone;
  await go(`#/customers/${one.id}?page=full`);
  await press('^Connect…$');
  await window.waitFor('return document.querySelector("dialog [role=combobox]") === document.activeElement', 'the field to have the focus');
  await window.typeHere(other.name);
  await window.waitFor('return [...document.querySelectorAll("[role=option][data-highlighted]")].some((one) => one.checkVisibility() && one.textContent.includes(arguments[0]))', 'the line that Enter takes to be the other customer', other.name);
  await window.typeHere(ENTER);
  await window.waitFor('return document.querySelector("dialog [role=option]") === null', 'the list to close');
  await press('^Connect$');
  await eventually('both know each other now', true, async () => (await window.rpc('customers.relations', { id: one.id })).value.relations.some((relation) => relation.customerId === other.id));
});

test('a column is hidden from its head by keyboard and comes back with the usual ones', async () => {
  const heads = () => window.script('return [...document.querySelectorAll("[data-column]")].map((head) => head.dataset.column)');
  await go('#/customers');
  await window.waitFor('return document.querySelectorAll("[data-column]").length > 2', 'the list');
  const before = await heads();
  await window.script('document.querySelectorAll("[data-column] button")[2].focus()');
  await window.typeHere(DELETE);
  await eventually('the column is gone', false, async () => (await heads()).includes(before[2]));
  await press('^View$');
  await press('^Usual columns');
  await eventually('and it is back in its place', before.join(), async () => (await heads()).join());
});
