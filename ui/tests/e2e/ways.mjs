// Further ways of keeping customers, each driven once: a template, a tour, an e-mail that is dropped, a list that is
// called, a track that an answer ends. Played by the journey, after the part of the day that `care.mjs` plays.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const MAIL = 'From: Ada Brandauer <ada@nordlicht.example>\r\nTo: shop@linden.example\r\nSubject: Colour of the shelves\r\nDate: Fri, 20 Nov 2026 09:00:00 +0100\r\nMessage-ID: <shelves@nordlicht.example>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nWe would like them in walnut.\r\n';

export async function waySteps({ step, page, at, button, out, bridge }) {
  const dialog = page.locator('dialog[open]');
  const aside = page.locator('aside');
  const openAda = async () => {
    await at('#/customers?search=Brandauer&view=view.all');
    await page.locator('[role=row][aria-rowindex="2"]', { hasText: 'Brandauer' }).click();
    await aside.locator('h2', { hasText: 'Brandauer' }).waitFor();
  };

  await step('A form is kept as a template, and another one begins with it', async () => {
    await at('#/follow-ups/new');
    await page.getByLabel(/^Subject/).fill('Look at the oil of the table');
    await page.getByLabel('Priority').selectOption('high');
    await button('Templates').click();
    await page.getByRole('menuitem', { name: 'Keep as template…' }).click();
    await dialog.getByLabel('Name of the template').fill('Oil');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
    await button('Save').click();
    await aside.locator('h2', { hasText: 'Look at the oil' }).waitFor();
    await at('#/follow-ups/new');
    await page.getByLabel(/^Subject/).waitFor();
    await button('Templates').click();
    await page.getByRole('menuitem', { name: 'Oil', exact: true }).click();
    await page.waitForFunction(() => [...document.querySelectorAll('aside input')].some((input) => input.value === 'Look at the oil of the table'));
    assert.equal(await page.getByLabel('Priority').inputValue(), 'high');
    await button('Cancel').click();
  });

  await step('A tour is planned in one step, and taken back in one', async () => {
    await at('#/nearby?place=Leipzig&km=250');
    await page.locator('ol li').nth(2).waitFor();
    while ((await page.locator('ol input:checked').count()) > 0) await page.locator('ol input:checked').first().uncheck();
    await page.locator('ol li').first().focus();
    for (const key of ['x', 'j', 'x']) await page.keyboard.press(key);
    await button('Plan 2 visits').click();
    await page.locator('.toast', { hasText: '2 visits are planned' }).getByRole('button', { name: 'Undo' }).click();
    await page.locator('.toast', { hasText: 'Undone' }).last().waitFor();
  });

  await step('An e-mail dropped on a customer is filed there', async () => {
    const file = join(out, 'Colour of the shelves.eml');
    if (bridge !== null) await writeFile(file, MAIL);
    await openAda();
    // Nothing but the desktop can drop a file; here its event comes between the others.
    await page.route('**/events?*', (route) => {
      const next = Number(new URL(route.request().url()).searchParams.get('after'));
      return route.fulfill({ json: { next, events: [{ type: 'fileDropped', paths: [file] }] } });
    }, { times: 1 });
    await page.getByLabel('Write down a call, a visit, a thought…').fill('Asked about the colour.');
    await button('Write it down').click();
    await aside.locator('ol', { hasText: 'Colour of the shelves' }).waitFor();
  });

  await step('An answer ends a track', async () => {
    await aside.getByRole('button', { name: 'Start', exact: true }).click();
    await page.getByRole('menuitem').first().click();
    await aside.getByText(/^step 1 of/).waitFor();
    await page.getByRole('link', { name: 'Open the whole page' }).click();
    await page.getByRole('heading', { name: 'Open matters' }).waitFor();
    await page.keyboard.press('c');
    await dialog.getByText('They called', { exact: true }).click();
    await dialog.getByLabel('What was said?').fill('Yes please');
    await page.keyboard.press('Enter');
    await page.getByText('None is running.').waitFor();
  });

  await step('The customers of a list are called', async () => {
    await at('#/today');
    await page.locator('[data-agenda]').first().waitFor();
    await at('#/customers?search=&view=view.all');
    await page.locator('[role=row][aria-rowindex="4"]').waitFor();
    await page.locator('[role=grid]').focus();
    for (const key of ['x', 'j', 'x']) await page.keyboard.press(key);
    await page.locator('[role=toolbar]').getByRole('button', { name: 'Call these…' }).click();
    await page.getByText(/^\d customers? ha(s|ve) a number and may be called/).waitFor();
    assert.match(await page.getByLabel('Whom to call').locator('option:checked').textContent(), /^2 /, 'those who were picked, not the list they are in');
    // The next steps look for fields that this page has too.
    await at('#/campaigns');
    await page.getByRole('heading', { name: 'Campaigns' }).waitFor();
  });
}

/** With the pane of a campaign open whose list is made. */
export async function callsOfCampaign({ page, button }) {
  await button('Call these…').click();
  const whom = page.getByLabel('Whom to call');
  await whom.waitFor();
  assert.equal(await whom.locator('option:checked').textContent(), 'Winter letter');
  await page.goBack();
}
