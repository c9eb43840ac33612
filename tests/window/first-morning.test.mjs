// A shop's first morning in the real window: from the first page to «my 500 customers are in and I know whom to call».
// REGULARS_PACE=4000 reads for that many milliseconds before every press, as a person does; every step then says when it was reached.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { openWindow } from './driver.mjs';
import { answer, handsOf, NAMED } from './hands.mjs';

const program = resolve(process.env.REGULARS_PROGRAM ?? 'target/debug/regulars');
const pace = Number(process.env.REGULARS_PACE ?? 0);
const FIRST = ['Mara', 'Otto', 'Ida', 'Emil', 'Nora', 'Karl', 'Lena', 'Hugo', 'Rosa', 'Paul', 'Vera', 'Jonas', 'Clara', 'Felix', 'Greta', 'Anton', 'Marta', 'Bruno', 'Edda', 'Theo'];
const LAST = ['Lindqvist', 'Bergmann', 'Okafor', 'Petersen', 'Novak', 'Castillo', 'Haddad', 'Moreau', 'Tanaka', 'Brandt', 'Silva', 'Kowalski', 'Ferreira', 'Winkler', 'Osborne', 'Yilmaz', 'Rossi', 'Dahl', 'Fischer', 'Marchetti', 'Ivanov', 'Keller', 'Nowak', 'Sanders', 'Vogel'];
const CITIES = [['10115', 'Berlin'], ['20095', 'Hamburg'], ['50667', 'Köln'], ['80331', 'München'], ['04109', 'Leipzig']];
const DAY_MS = 86_400_000;
let folder;
let window;
const began = Date.now();

const people = FIRST.flatMap((first, a) => LAST.map((last, b) => ({ name: `${first} ${last}`, mail: `${first}.${last}@example.org`.toLowerCase(), phone: `0151 ${String(2_000_000 + a * 1000 + b * 37)}`, city: CITIES[(a + b) % CITIES.length] })));

/** What they bought: every fifth comes about once a month; of these every fourth has not come for a good while. */
function orders() {
  const rows = [];
  people.forEach((person, at) => {
    if (at % 5 !== 0) return;
    const away = at % 20 === 0 ? 150 : at % 17;
    for (let turn = 0; turn < 8; turn += 1) rows.push({ on: new Date(began - (away + turn * 30) * DAY_MS).toISOString().slice(0, 10), person, amount: 20 + ((at * 7 + turn * 13) % 180) });
  });
  return rows;
}

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'regulars-morning-'));
  await writeFile(join(folder, 'customers.csv'), `Name,E-mail,Phone,Postcode,City\n${people.map((one) => [one.name, one.mail, one.phone, ...one.city].join(',')).join('\n')}\n`);
  await writeFile(join(folder, 'orders.csv'), `Order,Date,Customer,E-mail,Total\n${orders().map((one, at) => [1000 + at, one.on, one.person.name, one.person.mail, `${one.amount}.00`].join(',')).join('\n')}\n`);
});

after(async () => {
  await window?.close();
  await rm(folder, { recursive: true, force: true });
});

test('a new user brings in 500 customers and what they bought, and Today names whom to call', async () => {
  const start = Date.now();
  const reached = (what) => console.log(`${((Date.now() - start) / 1000).toFixed(1).padStart(6)} s  ${what}`);
  window = await openWindow({ program });
  reached('The window is open');
  const { press, fill } = handsOf(window, () => new Promise((read) => setTimeout(read, pace)));
  const presses = [];
  const go = async (name, what) => { await press(name); presses.push(what); reached(what); };

  /** A file goes in by the three verbs of the screen. */
  async function bring(file) {
    const answered = answer('Choose a table or a file of cards', join(folder, file));
    await go('^Choose a file$', `${file} is chosen`);
    await answered;
    await window.waitFor('return document.querySelector(".map") !== null', 'the columns of the file');
    await go('^Try it$', 'its columns were understood; they are tried');
    await go('^Import [\\d,]+ rows', 'the trial is read; the rows go in');
    await window.waitFor(NAMED, 'the result', '^Undo the import$', 'button');
    reached(`${file} is in`);
  }

  await go('Bring in my customers', 'the first page is read, a way is chosen');
  await fill('dialog input', 'Linden Workshop');
  await go('^Create the book$', 'the business is named');
  await bring('customers.csv');
  await go('^Another file$', 'what they bought comes next');
  await bring('orders.csv');
  await go('^Today', 'Today is opened');
  const today = (await window.rpc('today.get', {})).value;
  assert.equal((await window.rpc('records.count', { kind: 'customer' })).value.count, people.length, 'everybody of the file is in the book, and nobody twice');
  assert.ok(today.quiet.length > 0, 'regulars who stay away longer than usual are found from what they bought');
  const name = today.quiet[0].name;
  await window.waitFor('return document.querySelector("main").innerText.includes(arguments[0])', `${name} to be named on Today`, name);
  await window.waitFor(NAMED, 'a button that calls', '^Call', 'main button');
  reached(`Today says whom to call first: ${name}`);
  assert.ok(presses.length <= 10, `a new user is there in few presses: ${presses.join(' · ')}`);
});
