// What a judge tries last: reasons, rules of repetition, households, tracks, service, whoever does not wish to be reached,
// merging with work in between, fields of one's own, other words, two windows. Played by the journey against the real core.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const MAIL = 'From: somebody@nowhere.example\r\nTo: shop@linden.example\r\nSubject: It squeaks again\r\nDate: Fri, 20 Nov 2026 09:00:00 +0100\r\nMessage-ID: <cot@nowhere.example>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nWhen she turns.\r\n';

export async function pathSteps({ step, page, at, button, out }) {
  const dialog = page.locator('dialog[open]');
  const aside = page.locator('aside');
  const row = (index) => page.locator(`[role=row][aria-rowindex="${index + 2}"]`);
  const ask = (name, payload) => page.evaluate(async (call) => {
    const query = new URLSearchParams(location.search);
    const reply = await fetch(`${query.get('bridge')}/rpc`, { method: 'POST', headers: { 'Content-Type': 'application/json', 'X-Regulars-Token': query.get('token') }, body: JSON.stringify(call) });
    return reply.json();
  }, { name, payload });
  const list = async (kind, search) => (await ask('records.list', { kind, search, offset: 0, limit: 10 })).rows;
  const make = async (kind, values) => (await ask('records.save', { kind, values })).record;
  const open = async (name) => {
    await at(`#/customers?search=${encodeURIComponent(name)}&view=view.all`);
    await row(0).filter({ hasText: name }).click();
    await aside.locator('h2', { hasText: name }).waitFor();
  };
  /** A file is dropped on the window: told with the next look for news, which something that happens brings on. */
  const drop = async (file, { x, y } = { x: 0, y: 0 }) => {
    await page.route('**/events?*', (route) => {
      const next = Number(new URL(route.request().url()).searchParams.get('after'));
      return route.fulfill({ json: { next, events: [{ type: 'fileDropped', paths: [file], x, y }] } });
    }, { times: 1 });
  };
  /** Answers once it holds; what is shown may come a moment before what is asked. */
  const holds = async (what, is) => {
    for (let tries = 0; tries < 50 && !(await is()); tries += 1) await page.waitForTimeout(100);
    assert.ok(await is(), what);
  };

  await step('A stage asks for what it needs, and a lost deal stands in the report with its reason and competitor', async () => {
    const { id } = (await list('customer', 'Quimby'))[0];
    await make('deal', { title: 'Bar of the theatre', customerId: id });
    await at('#/deals');
    const card = page.locator('.board [data-card]', { hasText: 'Bar of the theatre' });
    const moveTo = async (stage) => {
      await card.focus();
      await page.keyboard.press('m');
      await page.getByRole('menuitem', { name: `Move to ${stage}` }).click();
      await dialog.waitFor();
    };
    await moveTo('Offer made');
    await dialog.getByLabel(/^Amount/).fill('3200');
    await dialog.getByLabel('Next step', { exact: true }).fill('Send the drawing');
    await page.keyboard.press('Enter');
    await page.locator('section[data-column=offer]', { hasText: 'Bar of the theatre' }).waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await moveTo('Lost');
    await dialog.getByRole('button', { name: 'Price', exact: true }).click();
    await dialog.getByLabel('Competitor').fill('Stagecraft Ltd');
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await at('#/reports/deals_won_lost');
    await page.locator('table', { hasText: 'Stagecraft Ltd' }).waitFor();
  });

  await step('Every 2nd Tuesday, the last day of a month, three weeks apart and 45 days after done: typed, done, and back', async () => {
    const plan = async (subject, repeats, more = async () => {}) => {
      await at('#/today');
      await at('#/follow-ups/new');
      await page.getByLabel(/^Subject/).fill(subject);
      await page.getByLabel('Repeats').selectOption({ label: repeats });
      await more();
      await button('Save').click();
      await aside.locator('h2', { hasText: subject }).waitFor();
      await button('Mark as done').click();
      await dialog.waitFor();
      await page.keyboard.press('Enter');
      await dialog.waitFor({ state: 'detached' });
      return (await list('follow_up', subject)).find((one) => !one.done);
    };
    const day = (text) => new Date(`${text}T12:00:00Z`);
    const tuesday = day((await plan('Stammtisch', 'on a day or weekday of the month…', async () => {
      // It begins with the weekday of the day it is due.
      await page.getByLabel('Which').selectOption('2');
      await page.getByLabel('Day', { exact: true }).selectOption('TU');
    })).dueDate);
    assert.deepEqual([tuesday.getUTCDay(), Math.ceil(tuesday.getUTCDate() / 7)], [2, 2]);
    const last = day((await plan('Count the till', 'on the last day of every month')).dueDate);
    assert.equal(new Date(last.getTime() + 86_400_000).getUTCDate(), 1);
    const today = (await ask('today.get', {})).date;
    const apart = (from, to) => Math.round((day(to) - day(from)) / 86_400_000);
    const three = await plan('Oil the sample', 'every so many days, weeks, months…');
    assert.equal(three.recurrence, 'FREQ=WEEKLY;INTERVAL=3');
    const after = await plan('Ring again', 'so long after it was done…', async () => {
      // Emptied and typed anew; while it is empty it is said what is missing.
      await page.getByLabel('How many').fill('');
      await aside.getByText('has to be a whole number').waitFor();
      await page.getByLabel('How many').pressSequentially('45');
    });
    assert.equal(apart(today, after.dueDate), 45);
    const twice = await plan('Lesson in turning', 'every week', async () => {
      await page.getByLabel('Ends').selectOption({ label: 'after so many…' });
      await page.getByLabel('How many times').fill('2');
      await aside.getByText('It comes every week, 2 times.').waitFor();
    });
    assert.equal(twice.recurrence, 'FREQ=WEEKLY;COUNT=1', 'one of the two is done');
    await at(`#/follow-ups/${twice.id}`);
    await aside.getByText('this time being the last').waitFor();
  });

  await step('A household has its people, and shows what was said with each of them', async () => {
    await at('#/customers/new');
    await page.getByLabel('Person or company').selectOption('company');
    await page.getByLabel('Company name').fill('Family Ahrens');
    await page.getByLabel('Kind of company').selectOption({ label: 'Household' });
    await button('Save').click();
    await aside.locator('h2', { hasText: 'Family Ahrens' }).waitFor();
    await page.getByRole('link', { name: 'Open the whole page' }).click();
    await button('Add a person').click();
    await dialog.getByLabel('First name').fill('Greta');
    await dialog.getByLabel('Last name').fill('Ahrens');
    await dialog.getByLabel('Job title').fill('Mother');
    await page.keyboard.press('Control+Enter');
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('Belong here').waitFor();
    const { id } = (await list('customer', 'Greta Ahrens'))[0];
    await make('interaction', { customerId: id, channel: 'call', at: new Date().toISOString(), summary: 'Wants the cot in beech' });
    await page.locator('.timeline', { hasText: 'Wants the cot in beech' }).waitFor();
  });

  await step('A track with a condition is written and runs', async () => {
    await at('#/tracks/new');
    await page.getByLabel(/^Name/).fill('After the cot');
    for (const [index, subject] of ['Ask how it stands', 'Offer the bed'].entries()) {
      await button('Add a step').click();
      await aside.getByRole('textbox', { name: `Step ${index + 1}: what` }).fill(subject);
    }
    const only = aside.getByRole('group', { name: 'Only if' }).last();
    await only.getByRole('button', { name: 'Add a condition' }).click();
    await only.getByLabel('Field').fill('Sales');
    await page.locator('li[role=option]:visible', { hasText: /^Sales\s*$/ }).first().waitFor();
    await page.keyboard.press('Enter');
    await only.getByLabel('Comparison').selectOption('>');
    await only.getByLabel('Value').fill('0');
    await only.getByLabel('Value').press('Tab');
    await page.keyboard.press('Control+Enter');
    await aside.locator('h2', { hasText: 'After the cot' }).waitFor();
    await open('Greta Ahrens');
    await aside.getByRole('button', { name: 'Start', exact: true }).click();
    await page.getByRole('menuitem', { name: 'After the cot' }).click();
    await aside.getByText(/^step 1 of/).waitFor();
  });

  await step('A sale plans the service of what was bought', async () => {
    const { id } = (await list('customer', 'Greta Ahrens'))[0];
    const product = await make('product', { name: 'Cot in beech', price: '480', serviceIntervalMonths: 6 });
    await at(`#/sales/new?customerId=${id}`);
    await button('Add a line').click();
    await page.keyboard.type(product.name);
    await page.locator('li[role=option]:visible', { hasText: product.name }).waitFor();
    await page.keyboard.press('Enter');
    await button('Save').click();
    await aside.locator('h2', { hasText: 'INV-' }).waitFor();
    await at('#/follow-ups?search=Cot%20in%20beech');
    await row(0).filter({ hasText: 'Service: Cot in beech' }).waitFor();
    await at('#/follow-ups?search=');
  });

  await step('Whoever does not wish to be reached is on no link, no call list, no tour and in no campaign', async () => {
    await make('customer', { firstName: 'Nora', lastName: 'Never', forbiddenChannels: ['call', 'email', 'message', 'letter', 'visit'], emails: [{ label: 'home', address: 'nora@never.example' }], phones: [{ label: 'home', number: '0341 999887' }], addresses: [{ label: 'home', city: 'Leipzig', postalCode: '04109', country: 'DE' }] });
    await open('Nora Never');
    await aside.getByText('not wanted').first().waitFor();
    assert.equal(await page.locator('a[href^="mailto:"], a[href^="tel:"]').count(), 0);
    await page.getByRole('link', { name: 'Open the whole page' }).click();
    await page.getByRole('heading', { level: 2, name: 'Open matters' }).waitFor();
    await page.keyboard.press('c');
    await dialog.getByText('does not wish to be contacted this way').waitFor();
    for (let turn = 0; turn < 2; turn += 1) await page.keyboard.press('Escape');
    // The list asks for its rows anew, and a key for a row needs the row to be there.
    await row(0).filter({ hasText: 'Nora Never' }).waitFor();
    await page.locator('[role=grid]').focus();
    await page.keyboard.press('x');
    // Beside an open pane the bar has no room for all, and the first of them stand under More.
    const ways = page.locator('[role=toolbar]');
    await ways.waitFor();
    if (await ways.getByRole('button', { name: 'Call these…' }).isVisible()) await ways.getByRole('button', { name: 'Call these…' }).click();
    else {
      await ways.getByRole('button', { name: 'More' }).click();
      await page.getByRole('menuitem', { name: 'Call these…' }).click();
    }
    await page.getByText('Nobody there has a number and may be called.').waitFor();
    await at('#/nearby?place=Leipzig&km=5');
    await page.locator('ol li').first().waitFor();
    assert.equal(await page.locator('ol li', { hasText: 'Nora Never' }).count(), 0);
  });

  await step('Two are merged, worked on, and taken apart: each keeps its own, and what came after stays', async () => {
    const number = [{ label: 'home', number: '0341 5550001' }];
    const stays = await make('customer', { firstName: 'Helmut', lastName: 'Doppelmann', phones: number, emails: [{ label: 'home', address: 'helmut@example.org' }] });
    const goes = await make('customer', { firstName: 'Helmuth', lastName: 'Doppelmann', phones: number });
    await make('interaction', { customerId: goes.id, channel: 'call', at: new Date().toISOString(), summary: 'Asked for a chair' });
    await at('#/duplicates');
    await page.locator('[data-pair]', { hasText: 'Doppelmann' }).first().focus();
    await page.keyboard.press('m');
    await page.locator('thead', { hasText: 'Doppelmann' }).waitFor();
    await page.keyboard.press('Control+Enter');
    await page.locator('thead').waitFor({ state: 'detached' });
    await open('Doppelmann');
    await button('Edit').click();
    await page.getByLabel('Best time').fill('after six');
    await page.keyboard.press('Control+Enter');
    await aside.locator('form').waitFor({ state: 'detached' });
    await button('Take apart').click();
    await page.getByText('Merged into this customer').waitFor({ state: 'detached' });
    const apart = await list('customer', 'Doppelmann');
    assert.deepEqual(apart.map((one) => one.bestTime).sort(), ['', 'after six']);
    const said = await list('interaction', 'Asked for a chair');
    assert.deepEqual([apart.length, said[0].customerId], [2, goes.id], stays.id);
  });

  await step('A field of one’s own is filled in, refused, listed, filtered by and kept as a view', async () => {
    await at('#/settings/fields');
    for (const [name, holdsWhat] of [['Shoe size', 'Number'], ['Colour', 'Choice']]) {
      await button('Add a field').click();
      await dialog.getByLabel(/^Name/).fill(name);
      await dialog.getByLabel('Holds').selectOption({ label: holdsWhat });
      if (holdsWhat === 'Choice') await dialog.getByLabel(/^Choices/).fill('red; blue');
      await dialog.getByLabel('Show in lists').check();
      await dialog.getByRole('button', { name: 'Save' }).click();
      await dialog.waitFor({ state: 'detached' });
    }
    await open('Greta Ahrens');
    await button('Edit').click();
    await aside.locator('summary', { hasText: 'Your own fields' }).click();
    await aside.getByLabel('Shoe size').fill('big');
    await aside.getByLabel('Colour').selectOption('blue');
    await page.keyboard.press('Control+Enter');
    await aside.getByText('“big” is not a number.').waitFor();
    await aside.getByLabel('Shoe size').fill('38.5');
    await page.keyboard.press('Control+Enter');
    await aside.locator('form').waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
    await at('#/customers?search=&view=view.all');
    await page.getByRole('columnheader', { name: 'Shoe size' }).waitFor();
    await button('Filter').click();
    await page.locator('.builder').getByLabel('Field', { exact: true }).first().fill('colour');
    await page.locator('li[role=option]:visible', { hasText: 'Colour' }).first().waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.builder').getByLabel('Value').selectOption('blue');
    await row(0).filter({ hasText: '38.5' }).waitFor();
    await page.keyboard.press('Escape');
    await button('Keep as view').click();
    await dialog.getByLabel('Name of the view').fill('Blue ones');
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await holds('the view is in the book, for everybody who opens it', async () => (await list('view', 'Blue ones')).length === 1);
  });

  await step('A field leads to a product and another keeps files: filled in, asked for, brought in, and held against removing', async () => {
    await at('#/settings/fields');
    for (const [name, holdsWhat] of [['Favourite', 'Another record'], ['Plans', 'Files']]) {
      await button('Add a field').click();
      await dialog.getByLabel(/^Name/).fill(name);
      await dialog.getByLabel('Holds').selectOption({ label: holdsWhat });
      if (holdsWhat === 'Another record') await dialog.getByLabel(/^Leads to/).selectOption({ label: 'Products' });
      await dialog.getByLabel('Show in lists').check();
      await dialog.getByRole('button', { name: 'Save' }).click();
      await dialog.waitFor({ state: 'detached' });
    }
    const { id: stool } = await make('product', { name: 'Piano stool', sku: 'STOOL-3' });
    const plan = join(out, 'Plan of the attic.txt');
    await writeFile(plan, 'a room under the roof');
    await open('Greta Ahrens');
    await button('Edit').click();
    // What she has values in stands open already.
    const own = aside.locator('details[open]', { hasText: 'Your own fields' }).last();
    await own.getByLabel('Favourite').fill('piano');
    await page.getByRole('option', { name: /^Piano stool/ }).click();
    const attach = own.getByRole('button', { name: 'Attach a file' });
    await attach.scrollIntoViewIfNeeded();
    const box = await attach.boundingBox();
    await drop(plan, { x: box.x + box.width / 2, y: box.y + box.height / 2 });
    await make('product', { name: 'Stool polish' });
    await own.getByText('Plan of the attic.txt').waitFor();
    await page.keyboard.press('Control+Enter');
    await aside.locator('form').waitFor({ state: 'detached' });
    await aside.locator('summary', { hasText: 'More details' }).click();
    await aside.getByRole('button', { name: /^Plan of the attic.txt/ }).waitFor();
    await aside.getByRole('link', { name: 'Piano stool' }).click();
    await aside.locator('h2', { hasText: 'Piano stool' }).waitFor();
    await at('#/customers?search=&view=view.all');
    await button('Filter').click();
    await page.locator('.builder').getByLabel('Field', { exact: true }).first().fill('Plans');
    await page.locator('li[role=option]:visible', { hasText: 'Plans' }).first().waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.builder').getByLabel('Value').fill('attic');
    await button('Add a condition').click();
    await page.locator('.builder').getByLabel('Field', { exact: true }).last().fill('Favourite');
    await page.locator('li[role=option]:visible', { hasText: 'Favourite' }).first().waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.builder').getByLabel('Value').last().fill('stool');
    await row(0).filter({ hasText: 'Greta Ahrens' }).waitFor();
    await page.keyboard.press('Escape');
    await ask('records.trash', { kind: 'product', ids: [stool] });
    assert.equal((await ask('records.purge', { kind: 'product', ids: [stool] })).code, 'conflict', 'what somebody likes best is not removed for good');
    await ask('records.restore', { kind: 'product', ids: [stool] });
    const file = join(out, 'Favourites.csv');
    await writeFile(file, 'Name;Favourite\nIna Brandtner;STOOL-3\nJan Brandtner;piano stool\nKim Brandtner;Throne\n');
    await drop(file);
    await make('product', { name: 'Wax for stools' });
    await page.locator('.map').waitFor();
    await button('Try it').click();
    await page.getByText('“Throne” is not in the book').waitFor();
    await page.getByRole('button', { name: /^Import \d rows?/ }).click();
    await button('Undo the import').waitFor();
    const led = (await list('customer', 'Brandtner')).filter((one) => Object.values(one).includes(stool));
    assert.equal(led.length, 2, 'known by its code and by its name');
    await button('Undo the import').click();
    await page.locator('.drop').waitFor();
  });

  await step('A list with the fields of one\'s own is dropped on the window, and its columns find them', async () => {
    const file = join(out, 'Shoes.csv');
    await writeFile(file, 'Name;Shoe size;Colour\nPia Brandtner;41,5;blue\nUlf Brandtner;large;red\n');
    await drop(file);
    await make('product', { name: 'Shoe polish' });
    await page.locator('.map').waitFor();
    await page.screenshot({ path: join(out, 'journey-import-own.png') });
    for (const own of ['Shoe size', 'Colour']) {
      const target = page.getByLabel(`Where “${own}” goes`);
      assert.equal(await target.inputValue(), own, 'found by its name, without being told');
    }
    await button('Try it').click();
    await page.getByRole('button', { name: /^Import \d rows?/ }).click();
    await button('Undo the import').waitFor();
    await page.screenshot({ path: join(out, 'journey-import-own-done.png') });
    const pia = (await list('customer', 'Pia Brandtner'))[0];
    const own = Object.fromEntries(Object.entries(pia).filter(([, value]) => value === '41.5' || value === 'blue'));
    assert.equal(Object.keys(own).length, 2, JSON.stringify(pia));
    assert.match((await list('customer', 'Ulf Brandtner'))[0].notes, /large/, 'what is no size is kept in the note');
    await button('Undo the import').click();
    await page.locator('.drop').waitFor();
    assert.equal((await list('customer', 'Brandtner')).length, 0);
  });

  await step('An e-mail dropped on an open case belongs to it, whoever sent it', async () => {
    const { id: customerId } = (await list('customer', 'Greta Ahrens'))[0];
    const { id } = await make('case', { subject: 'The cot squeaks', customerId });
    const file = join(out, 'It squeaks again.eml');
    await writeFile(file, MAIL);
    await at(`#/service/${id}`);
    await aside.locator('h2', { hasText: 'The cot squeaks' }).waitFor();
    await drop(file);
    await page.keyboard.press('c');
    await dialog.getByLabel('What was said?').fill('Comes by with it');
    await page.keyboard.press('Enter');
    await aside.getByText('It squeaks again').first().waitFor();
    assert.equal((await list('interaction', 'squeaks again'))[0].caseId, id);
  });

  await step('What is typed in one window is not lost when another one throws the customer away', async () => {
    await open('Helmuth Doppelmann');
    await button('Edit').click();
    await page.getByLabel('Best time').fill('at noon');
    const { id } = (await list('customer', 'Helmuth Doppelmann'))[0];
    await ask('records.trash', { kind: 'customer', ids: [id] });
    await page.keyboard.press('Control+Enter');
    await aside.getByText('This record is in the trash.').waitFor();
    await aside.getByRole('button', { name: 'Restore' }).click();
    await aside.getByText('This record is in the trash.').waitFor({ state: 'detached' });
    assert.equal((await ask('records.get', { kind: 'customer', id })).record.bestTime, 'at noon');
  });

  await step('Customers are called patients everywhere, and customers again', async () => {
    await at('#/settings/words');
    await page.getByLabel('What you call the people in this book').selectOption({ label: 'Patient' });
    await page.locator('nav', { hasText: 'Patients' }).waitFor();
    await at('#/customers/new');
    await aside.getByRole('heading', { name: 'New patient' }).waitFor();
    assert.doesNotMatch(await page.locator('body').innerText(), /customer/i);
    await page.keyboard.press('Escape');
    await at('#/settings/words');
    await page.getByLabel('What you call the people in this book').selectOption({ label: 'Customer' });
    await page.locator('nav', { hasText: 'Customers' }).waitFor();
    await at('#/customers?search=&view=view.all');
    await row(2).waitFor();
  });
}
