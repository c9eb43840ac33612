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
      return route.fulfill({ json: { next, events: [{ type: 'fileDropped', paths: [file], x: 0, y: 0 }] } });
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

/** What has the keys: its accessible words, and nothing where the page as a whole or the edge of the window has them. */
const held = (page) => page.evaluate(() => {
  const node = document.activeElement;
  return node === null || node === document.body || node.id === 'main' ? null : (node.getAttribute('aria-label') ?? node.textContent.trim().replace(/\s+/g, ' '));
});
const keysAt = (page, wanted) => page.waitForFunction((text) => { const node = document.activeElement; return node !== null && node !== document.body && node.id !== 'main' && (node.getAttribute('aria-label') ?? node.textContent.trim().replace(/\s+/g, ' ')) === text; }, wanted);

/** The menus and the card of unfinished forms, by keyboard; after each the keys are where somebody would look for them. */
export async function keySteps({ step, page, at, button }) {
  const item = (name) => page.getByRole('menuitem', { name });
  const closed = () => page.locator('.menu-pop').waitFor({ state: 'detached' });

  await step('A line of Today has its menu at its keys, and a form begun there leads back to the line', async () => {
    await at('#/today');
    const line = page.locator('[data-agenda]').nth(1);
    await line.focus();
    const name = await held(page);
    await page.keyboard.press('Shift+F10');
    await item('Open').waitFor();
    await page.keyboard.press('Escape');
    await closed();
    await keysAt(page, name);
    await page.keyboard.press('Shift+F10');
    await item(/^Plan a follow-up/).waitFor();
    await page.keyboard.type('plan');
    await page.keyboard.press('Enter');
    await page.locator('aside form').waitFor();
    await page.getByLabel(/^Subject/).focus();
    await page.keyboard.press('Escape');
    await keysAt(page, name);
    await page.keyboard.press('p');
    await page.locator('aside form').waitFor();
    await page.getByLabel(/^Subject/).fill('Begun on Today');
    await page.keyboard.press('Enter');
    await page.locator('.toast', { hasText: 'New follow-up' }).first().waitFor();
    await page.waitForFunction(() => location.hash === '#/today');
    await keysAt(page, name);
  });

  await step('An entry of the timeline has its menu, by its keys and by the pointer', async () => {
    // Whoever owes something has an invoice to point at.
    await at('#/customers?search=&view=view.owing');
    await page.locator('[role=row][aria-rowindex="2"]').click();
    const entry = page.locator('.timeline li').filter({ has: page.locator('a') }).first();
    await entry.waitFor();
    await entry.locator('a').focus();
    const name = await held(page);
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menuitem').first().waitFor();
    await page.keyboard.press('Escape');
    await closed();
    await keysAt(page, name);
    await page.setViewportSize({ width: 1024, height: 560 });
    await entry.evaluate((node) => node.scrollIntoView({ block: 'center' }));
    await page.evaluate(() => document.getElementById('main')?.focus());
    await entry.locator('.words').click({ button: 'right', position: { x: 4, y: 4 } });
    await page.getByRole('menuitem').first().waitFor();
    await page.waitForFunction(() => { const { top, bottom } = document.querySelector('.menu-pop').getBoundingClientRect(); return top >= 0 && bottom <= innerHeight; });
    await page.keyboard.press('Escape');
    await closed();
    await keysAt(page, name);
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  await step('What was begun in a form and in a dialog is told of on Today: Continue, Discard and Undo', async () => {
    await at('#/follow-ups/new');
    await page.getByLabel(/^Subject/).fill('Half a thought');
    await page.waitForFunction(() => Object.keys(localStorage).some((key) => key.startsWith('regulars.draft.') && key.includes('follow_up.new')));
    await at('#/sales?view=view.overdue&search=');
    await page.locator('[role=row][aria-rowindex="2"]').click();
    await page.locator('aside').getByRole('button', { name: 'Record payment' }).click();
    const dialog = page.locator('dialog[open]');
    await dialog.getByLabel('Reference').fill('Half paid');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });

    await at('#/today');
    const payment = page.getByRole('link', { name: /^Continue ?: Record payment/ });
    await payment.waitFor();
    await payment.focus();
    await page.keyboard.press('Enter');
    await dialog.waitFor();
    assert.equal(await dialog.getByLabel('Reference').inputValue(), 'Half paid');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await page.waitForFunction(() => document.activeElement !== document.body);

    for (const way of ['keyboard', 'mouse']) {
      await at('#/today');
      await button(/^Discard ?: Record payment/).focus();
      await page.keyboard.press('Enter');
      await button(/^Discard ?: Record payment/).waitFor({ state: 'detached' });
      await page.waitForFunction(() => document.activeElement !== document.body && document.activeElement?.id !== 'main');
      const undo = page.locator('.toast').getByRole('button', { name: 'Undo' }).last();
      if (way === 'mouse') await undo.click();
      else {
        await undo.focus();
        await page.keyboard.press('Enter');
      }
      await payment.waitFor();
      assert.notEqual(await held(page), null, `after Undo by ${way} the next key has a place`);
    }
    for (const what of [/^Discard ?: Record payment/, /^Discard ?: New follow-up · Half a thought/]) await button(what).click();
    await page.getByText('Not finished yet').waitFor({ state: 'detached' });
    await page.waitForFunction(() => document.activeElement?.hasAttribute('data-agenda'));
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
