// The part of the day that keeps customers: a lead, its deal on the board, a double, calls, a track. Played by the journey.
import assert from 'node:assert/strict';

export async function careSteps({ step, page, at, button, undoToast }) {
  const dialog = page.locator('dialog[open]');

  await step('A lead becomes a deal, with nothing typed twice', async () => {
    await at('#/customers/new?role=prospect');
    await page.getByLabel('First name').fill('Ada');
    await page.getByLabel('Last name').fill('Brandauer');
    await page.getByLabel('Company name').fill('Nordlicht Interiors');
    await page.getByLabel('Expected amount').fill('2400');
    await page.getByLabel('Next step').fill('Show the samples');
    await button('Save').click();
    await button('Make a deal of it…').click();
    await dialog.getByText('is made').waitFor();
    await dialog.getByLabel('What the deal is called').fill('Shelves for the showroom');
    await button('Make the deal').click();
    // The next step has no day yet, so it is asked for.
    await dialog.getByText('What is next with').waitFor();
    await dialog.getByRole('button', { name: 'In a week' }).click();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.locator('aside', { hasText: 'Shelves for the showroom' }).getByText('Show the samples').first().waitFor();
    await dialog.waitFor({ state: 'detached' });
  });

  await step('On the board the deal is moved by keys, and won with a reason', async () => {
    await at('#/deals');
    const card = page.locator('.board [data-card]', { hasText: 'Shelves for the showroom' });
    await card.focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Space');
    await page.locator('section[data-column=talking]', { hasText: 'Shelves for the showroom' }).waitFor();
    await undoToast();
    await card.focus();
    await page.keyboard.press('m');
    await page.getByRole('menuitem', { name: 'Move to Won' }).click();
    await dialog.getByRole('textbox', { name: /^Reason/ }).fill('Best wood');
    await dialog.getByRole('button', { name: 'Won', exact: true }).click();
    await page.locator('section[data-column=won]', { hasText: 'Shelves for the showroom' }).waitFor();
  });

  await step('Somebody typed twice is seen while typing, and two are merged and taken apart', async () => {
    await at('#/customers/new');
    await page.getByLabel('First name').fill('Ada');
    await page.getByLabel('Last name').fill('Brandauer');
    await page.getByRole('region', { name: /in the book already/ }).getByText('Ada Brandauer').first().waitFor();
    await page.getByRole('button', { name: 'Cancel', exact: true }).click();
    await at('#/duplicates');
    const pair = page.locator('[data-pair]').first();
    await pair.waitFor();
    const before = await page.locator('[data-pair]').count();
    await pair.focus();
    await page.keyboard.press('m');
    await page.locator('table').waitFor();
    const stays = (await page.locator('thead th').nth(1).locator('a').textContent()) ?? '';
    await page.keyboard.press('Control+Enter');
    await page.locator('[data-pair]').first().waitFor();
    assert.ok((await page.locator('[data-pair]').count()) < before, 'a pair that became one is off the list');
    await at(`#/customers?search=${encodeURIComponent(stays)}`);
    await page.locator('[role=row][aria-rowindex="2"]').click();
    await page.getByText('Merged into this customer').waitFor();
    await button('Take apart').click();
    await page.getByText('Merged into this customer').waitFor({ state: 'detached' });
  });

  await step('Customers are called one after the other with the keys alone', async () => {
    await at('#/calling');
    await page.getByText(/have a number and may be called/).waitFor();
    await button('Begin').click();
    await page.locator('article').waitFor();
    await page.keyboard.press('1');
    await page.getByText(/^2 of/).waitFor();
    await page.keyboard.press('2');
    await page.keyboard.press('3');
    await page.getByText(/^3 of/).waitFor();
    await page.keyboard.press('3');
    await page.getByText(/^4 of/).waitFor();
    await page.keyboard.press('4');
    await page.getByText(/^5 of/).waitFor();
    await button('End the session').click();
    await page.getByText('to 4 customers').waitFor();
    await button('Another list').click();
  });

  await step('A track starts at a customer, and stops by hand', async () => {
    await at('#/customers?search=Brandauer');
    await page.locator('[role=row][aria-rowindex="2"]').click();
    await page.locator('aside').getByRole('button', { name: 'Start', exact: true }).click();
    await page.getByRole('menuitem').first().click();
    await page.locator('aside').getByText(/^step 1 of/).waitFor();
    await page.locator('aside').getByRole('button', { name: 'Stop', exact: true }).click();
    await page.locator('aside').getByText('None is running.').waitFor();
  });

  await step('A reminder that is due stands in the window, and is put off', async () => {
    await at('#/follow-ups/new');
    await page.getByLabel(/^Subject/).fill('Ring about the drawer');
    // Due this minute: what came last stands first.
    await page.getByLabel('Time', { exact: true }).fill(new Date().toTimeString().slice(0, 5));
    await page.getByLabel('When it is due').check();
    await button('Save').click();
    const notice = page.getByRole('region', { name: 'Reminders' });
    await notice.getByText('Ring about the drawer').waitFor();
    await notice.getByRole('button', { name: /Remind later/ }).click();
    await page.getByRole('menuitem', { name: 'Tomorrow morning' }).click();
    await notice.getByText('Ring about the drawer').waitFor({ state: 'detached' });
    // The list of customers remembers what was searched for; whoever comes next finds all of them.
    await at('#/customers?search=&view=view.all');
    await page.locator('[role=row][aria-rowindex="4"]').waitFor();
  });
}
