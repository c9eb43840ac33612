// Paths of a whole year's work, each driven once: a postal code of several countries, work planned for many, birthdays
// in the calendar, another pipeline, whoever was called already or does not wish it. Played by the journey against the
// real core, since only that knows places, pipelines and who may be called.
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

export async function reachSteps({ step, page, at, button }) {
  const dialog = page.locator('dialog[open]');

  await step('A postal code that only other countries have asks which one, and looks there', async () => {
    await at('#/today');
    await page.locator('[data-agenda]').first().waitFor();
    await at('#/nearby');
    await page.getByLabel('From', { exact: true }).fill('3011');
    await page.keyboard.press('Enter');
    await button('Switzerland').click();
    await page.waitForFunction(() => [...document.querySelectorAll('main input')].some((input) => input.value === '3011, CH'));
    await page.getByRole('group', { name: 'Which country?' }).waitFor({ state: 'detached' });
    await page.getByLabel('From', { exact: true }).fill('10115');
    await page.keyboard.press('Enter');
    await page.locator('ol li').first().waitFor();
  });

  await step('A follow-up for each of three, one a day, is planned and taken back in one', async () => {
    await at('#/customers?search=&view=view.all');
    await page.locator('[role=row][aria-rowindex="5"]').waitFor();
    await page.locator('[role=grid]').focus();
    for (const key of ['x', 'j', 'x', 'j', 'x']) await page.keyboard.press(key);
    await page.locator('[role=toolbar]').getByRole('button', { name: 'Plan a follow-up for each…' }).click();
    await dialog.getByRole('heading', { name: 'A follow-up for each of 3 customers' }).waitFor();
    await dialog.getByLabel(/^Subject/).fill('Ask about the spring catalogue');
    await dialog.getByLabel('How many a day').fill('1');
    await page.keyboard.press('Enter');
    const told = page.locator('.toast', { hasText: /^3 follow-ups are planned/ });
    await told.waitFor();
    await told.getByRole('button', { name: 'Undo' }).click();
    await page.locator('.toast', { hasText: 'Undone' }).last().waitFor();
    await page.keyboard.press('Escape');
  });

  await step('Birthdays stand in the month, the week and the agenda, and stay where they are', async () => {
    await at('#/follow-ups');
    await page.getByText('Calendar', { exact: true }).click();
    for (const look of ['Month', 'Week', 'Agenda']) {
      await page.getByText(look, { exact: true }).click();
      await page.locator('.chip.fixed').first().waitFor();
    }
    await page.getByText('List', { exact: true }).click();
  });

  await step('The board shows the other pipeline', async () => {
    await at('#/deals');
    await page.locator('.board [data-card]').first().waitFor();
    const pipeline = page.getByLabel('Pipeline', { exact: true });
    const names = await pipeline.locator('option').allTextContents();
    assert.ok(names.length > 1, names.join());
    const stages = () => page.locator('.board h2, .board h3').allTextContents();
    const before = (await stages()).join();
    await pipeline.selectOption({ index: 1 });
    await page.waitForFunction((was) => [...document.querySelectorAll('.board h2, .board h3')].map((one) => one.textContent).join() !== was, before);
    await pipeline.selectOption({ index: 0 });
  });

  await step('Whoever was called is told of before a second call, and whoever does not wish it is on no list', async () => {
    await at('#/customers?search=Quimby&view=view.all');
    await page.locator('[role=row][aria-rowindex="2"]', { hasText: 'Quimby' }).click();
    await page.getByRole('link', { name: 'Open the whole page' }).click();
    await page.getByText(/^Already contacted/).first().waitFor();
    // The calls remember whom they were last about; here everybody is meant.
    const everybody = async () => {
      await at('#/calling');
      await page.getByLabel('Whom to call').selectOption({ label: 'All' });
      return page.getByText(/^\d{3} customers have a number/);
    };
    const before = Number.parseInt((await (await everybody()).textContent()) ?? '', 10);
    await at('#/customers?search=Quimby&view=view.all');
    await page.locator('[role=row][aria-rowindex="2"]', { hasText: 'Quimby' }).click();
    await page.locator('aside').getByRole('button', { name: 'Edit', exact: true }).click();
    await page.locator('aside').getByRole('group', { name: 'Never contact by' }).getByLabel('Call').check();
    await page.keyboard.press('Control+Enter');
    await page.locator('aside form').waitFor({ state: 'detached' });
    await everybody();
    await page.getByText(new RegExp(`^${before - 1} customers have a number`)).waitFor();
    await at('#/customers?search=&view=view.all');
    await page.locator('[role=row][aria-rowindex="4"]').waitFor();
  });
}

/** A calendar goes out as a file and comes back; the dialogs answer with the same .ics file twice. */
export async function calendarSteps({ step, page, at, button, out }) {
  await step('Follow-ups go out as a calendar and come back as the same ones', async () => {
    await at('#/follow-ups');
    await page.locator('[role=row][aria-rowindex="2"]').waitFor();
    await button('View').click();
    await page.getByRole('button', { name: 'Export this list…' }).click();
    await page.locator('.toast', { hasText: '.ics' }).waitFor();
    await at('#/import');
    await button('Choose a file').click();
    // Nothing was changed in the file, so there is nothing to bring in; every entry was recognised.
    await page.getByText('This was a trial', { exact: false }).first().waitFor();
    assert.equal(await page.getByRole('button', { name: /^Import / }).isDisabled(), true, 'the same follow-ups, not new ones');
    await button('Another file').click();
    await page.locator('.drop').waitFor();
  });

  await step('The calendar is kept in the folder that was chosen, and one that is not there is refused beside it', async () => {
    const here = resolve(out);
    await at('#/settings/business');
    const folder = page.getByLabel('Folder for the calendar');
    await folder.fill(join(here, 'gone'));
    await page.keyboard.press('Tab');
    await page.getByText('There is no folder').waitFor();
    assert.equal(await folder.inputValue(), join(here, 'gone'), 'it is put right, not typed anew');
    await page.screenshot({ path: join(out, 'journey-calendar-refused.png') });
    await folder.fill(here);
    await page.keyboard.press('Tab');
    await page.getByText('There is no folder').waitFor({ state: 'detached' });
    await at('#/follow-ups/new');
    await page.getByLabel(/^Subject/).fill('Oil the stairs');
    await page.keyboard.press('Control+Enter');
    await page.locator('aside h2', { hasText: 'Oil the stairs' }).waitFor();
    const there = async () => (await Promise.all((await readdir(here)).filter((name) => name.endsWith('.ics')).map((name) => readFile(join(here, name), 'utf8')))).some((text) => text.includes('Oil the stairs'));
    for (let tries = 0; tries < 50 && !(await there()); tries += 1) await page.waitForTimeout(100);
    assert.ok(await there(), 'others see what is planned');
    await at('#/settings/business');
    await folder.fill('');
    await page.keyboard.press('Tab');
    await page.waitForTimeout(300);
  });
}

/** The list of a tour on paper; the dialog answers with a place beside the file that was brought in. */
export async function printSteps({ step, page, at, button, csv }) {
  await step('The visits around a place are printed in their order, those ticked only', async () => {
    await at('#/nearby');
    await page.getByLabel('From', { exact: true }).fill('10115');
    await page.getByLabel('Around', { exact: true }).selectOption({ label: '250 km' });
    await page.getByLabel('From', { exact: true }).press('Enter');
    await page.locator('ol li').nth(1).waitFor();
    await page.locator('ol li').first().focus();
    const marked = page.locator('ol li.on');
    for (let left = await marked.count(); left > 0; left -= 1) await marked.first().press('x');
    await page.locator('ol li').first().press('x');
    await page.locator('ol li').nth(1).press('x');
    await page.locator('.tour').getByText('2 visits', { exact: true }).waitFor();
    await button('Print the list (PDF)').click();
    await page.locator('.toast', { hasText: '.pdf' }).waitFor();
    const paper = await readFile(join(dirname(csv), 'visits.pdf'));
    assert.equal(paper.subarray(0, 5).toString(), '%PDF-', 'a paper, not an empty file');
  });
}
