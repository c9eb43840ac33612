// What is opened and done for each picture.
const firstRow = (page) => page.locator('[role=row][aria-rowindex="3"]');

async function openRow(page) {
  await firstRow(page).click();
  await page.waitForSelector('aside h2');
}

async function calendar(page, view, say) {
  await page.getByText(say('Calendar'), { exact: true }).click();
  // A narrow calendar is always an agenda and has nothing to choose.
  await page.getByText(say(view), { exact: true }).click();
  await page.waitForSelector('.calendar .chip');
}

async function openFirst(page) {
  await page.locator('[role=row][aria-rowindex="2"]').click();
  await page.waitForSelector('aside h2');
}

/** An entry of the menu of the document that is open. */
async function saleAction(page, say, name) {
  await page.locator('aside header').getByRole('button', { name: say('More') }).first().click();
  await page.getByRole('menuitem', { name: new RegExp(`^${say(name)}`) }).first().click();
}

export const SCENES = [
  { name: 'welcome', hash: '#/today', closed: true, act: (page, say) => page.waitForSelector('.ways') },
  { name: 'welcome-new', hash: '#/today', closed: true, act: (page, say) => page.getByRole('button', { name: new RegExp(say('Start empty')) }).click() },
  { name: 'today', hash: '#/today', act: (page, say) => page.waitForSelector('[data-agenda]') },
  { name: 'today-done', hash: '#/today', act: async (page, say) => { await page.locator('[data-agenda]').first().focus(); await page.keyboard.press('d'); await page.waitForSelector('dialog'); } },
  { name: 'customers', hash: '#/customers', act: (page, say) => firstRow(page).waitFor() },
  { name: 'customer', hash: '#/customers', act: openRow },
  { name: 'customer-edit', hash: '#/customers', act: async (page, say) => { await openRow(page); await page.getByRole('button', { name: say('Edit'), exact: true }).click(); await page.waitForSelector('aside form'); } },
  { name: 'customer-new', hash: '#/customers/new', act: (page, say) => page.waitForSelector('aside form') },
  { name: 'customers-bulk', hash: '#/customers', act: async (page, say) => { await firstRow(page).waitFor(); await page.locator('[role=grid]').focus(); for (const key of ['x', 'j', 'x', 'j', 'x']) await page.keyboard.press(key); } },
  { name: 'customers-filter', hash: '#/customers', act: async (page, say) => { await firstRow(page).waitFor(); await page.getByRole('button', { name: say('Filter') }).click(); await page.waitForSelector('.builder'); } },
  { name: 'customers-view', hash: '#/customers', act: async (page, say) => { await firstRow(page).waitFor(); await page.getByRole('button', { name: say('View'), exact: true }).click(); await page.waitForSelector('.pop'); } },
  { name: 'customers-menu', hash: '#/customers', act: async (page, say) => { await firstRow(page).click({ button: 'right' }); await page.waitForSelector('.menu-pop'); } },
  { name: 'customers-nothing', hash: '#/customers?search=zzzz', act: (page, say) => page.waitForSelector('.empty') },
  { name: 'palette', hash: '#/customers', act: async (page, say) => { await firstRow(page).waitFor(); await page.keyboard.press('Control+k'); await page.keyboard.type('ann'); await page.waitForTimeout(300); } },
  { name: 'keys', hash: '#/today', act: async (page, say) => { await page.waitForSelector('[data-agenda]'); await page.keyboard.press('?'); await page.waitForSelector('dialog'); } },
  { name: 'products', hash: '#/products', act: openRow },
  { name: 'sales', hash: '#/sales', act: openRow },
  { name: 'sale-pay', hash: '#/sales?view=view.overdue', act: async (page, say) => { await openRow(page); await page.getByRole('button', { name: say('Record payment') }).click(); await page.waitForSelector('dialog'); } },
  { name: 'sale-new', hash: '#/sales/new', act: async (page, say) => { await page.getByRole('button', { name: say('Add a line') }).click(); await page.keyboard.type('oak'); await page.waitForTimeout(250); await page.keyboard.press('Enter'); await page.getByRole('button', { name: say('Add a line') }).click(); await page.keyboard.type('rep'); await page.waitForTimeout(250); } },
  { name: 'follow-ups', hash: '#/follow-ups', act: openRow },
  { name: 'follow-up-new', hash: '#/follow-ups/new', act: async (page, say) => { await page.waitForSelector('aside form'); await page.locator('aside .date-trigger').first().click(); await page.waitForSelector('.date-pop'); } },
  { name: 'campaigns', hash: '#/campaigns', act: openRow },
  { name: 'campaign-plan', hash: '#/campaigns', act: async (page, say) => { await page.locator('[role=row][aria-rowindex="2"]').click(); await page.waitForSelector('.audience'); } },
  { name: 'campaign-edit', hash: '#/campaigns/new', act: async (page, say) => { await page.getByRole('button', { name: say('Add a condition') }).click(); await page.waitForTimeout(300); } },
  { name: 'import', hash: '#/import', act: (page, say) => page.waitForSelector('.drop') },
  { name: 'import-map', hash: '#/import', act: async (page, say) => { await page.getByRole('button', { name: say('Choose a file') }).click(); await page.waitForSelector('.map'); } },
  { name: 'import-result', hash: '#/import', act: async (page, say) => { await page.getByRole('button', { name: say('Choose a file') }).click(); await page.getByRole('button', { name: say('Try it') }).click(); await page.getByRole('button', { name: say.imports }).click(); await page.getByRole('button', { name: say('Undo the import') }).waitFor(); } },
  { name: 'insights', hash: '#/insights', act: (page, say) => page.waitForSelector('figure svg') },
  { name: 'reports', hash: '#/reports', act: (page, say) => page.waitForSelector('li a.card') },
  { name: 'report', hash: '#/reports/sales_summary', act: (page, say) => page.waitForSelector('figure svg') },
  { name: 'history', hash: '#/history', act: (page, say) => page.waitForSelector('li .label, .empty') },
  { name: 'trash', hash: '#/history/trash', act: (page, say) => page.waitForTimeout(200) },
  { name: 'settings', hash: '#/settings', act: (page, say) => page.waitForSelector('.fields') },
  { name: 'settings-data', hash: '#/settings/data', act: (page, say) => page.waitForSelector('.buttons') },
  { name: 'toast', hash: '#/customers', act: async (page, say) => { await firstRow(page).waitFor(); await page.locator('[role=grid]').focus(); await page.keyboard.press('Delete'); await page.waitForSelector('.toast'); } },
  { name: 'german', hash: '#/customers', settings: { language: 'de', density: 'compact' }, act: openRow },
  { name: 'german-today', hash: '#/today', settings: { language: 'de', density: 'comfortable' }, act: (page, say) => page.waitForSelector('[data-agenda]') },
  { name: 'tour', hash: '#/today', act: (page, say) => page.getByRole('button', { name: say('Skip the tour') }).waitFor() },
  { name: 'customer-page', hash: '#/customers', act: async (page, say) => { await openRow(page); await page.getByRole('link', { name: say('Open the whole page') }).click(); await page.getByRole('heading', { level: 2, name: say('Open matters') }).waitFor(); } },
  { name: 'customer-log', hash: '#/customers', act: async (page, say) => { await openRow(page); await page.getByRole('link', { name: say('Open the whole page') }).click(); await page.getByRole('heading', { level: 2, name: say('Open matters') }).waitFor(); await page.keyboard.press('c'); await page.waitForSelector('dialog'); } },
  { name: 'customer-page-edit', hash: '#/customers', act: async (page, say) => { await openRow(page); await page.getByRole('link', { name: say('Open the whole page') }).click(); await page.getByRole('heading', { level: 2, name: say('Open matters') }).waitFor(); await page.keyboard.press('e'); await page.waitForSelector('dialog form'); } },
  { name: 'calendar-week', wide: true, hash: '#/follow-ups', act: (page, say) => calendar(page, 'Week', say) },
  { name: 'calendar-month', wide: true, hash: '#/follow-ups', act: (page, say) => calendar(page, 'Month', say) },
  { name: 'calendar-agenda', wide: true, hash: '#/follow-ups', act: (page, say) => calendar(page, 'Agenda', say) },
  { name: 'calendar-open', wide: true, hash: '#/follow-ups', act: async (page, say) => { await calendar(page, 'Week', say); await page.locator('.chip').first().click(); await page.waitForSelector('aside h2'); } },
  { name: 'calendar-list', wide: true, hash: '#/follow-ups', act: async (page, say) => { await calendar(page, 'Week', say); await page.getByText(say('List'), { exact: true }).click(); await firstRow(page).waitFor(); } },
  { name: 'german-calendar', wide: true, hash: '#/follow-ups', settings: { language: 'de', density: 'comfortable' }, act: async (page, say) => { await page.getByText('Kalender', { exact: true }).click(); await page.getByText('Monat', { exact: true }).click(); await page.waitForSelector('.grid.month'); await page.getByText('Liste', { exact: true }).click(); await firstRow(page).waitFor(); } },
  { name: 'german-customer-page', hash: '#/customers', settings: { language: 'de', density: 'comfortable' }, act: async (page, say) => { await openRow(page); await page.getByRole('link', { name: say('Ganze Seite öffnen') }).click(); await page.getByRole('heading', { name: say('Offenes') }).waitFor(); } },
  { name: 'guide', hash: '#/help/command-line', act: (page, say) => page.waitForSelector('article h2') },
  { name: 'guide-german', hash: '#/help/lists', settings: { language: 'de' }, act: (page) => page.waitForSelector('article h2') },
  { name: 'guide-search', hash: '#/help', act: async (page, say) => { await page.getByLabel(say('Search the guide')).fill('backup'); await page.waitForSelector('.found li'); } },
  { name: 'mirrored', hash: '#/customers', settings: { language: 'qps-plocm' }, act: openRow },
  { name: 'mirrored-settings', hash: '#/settings/appearance', settings: { language: 'qps-plocm' }, act: (page, say) => page.waitForSelector('.zoom') },
  { name: 'settings-keyboard', hash: '#/settings/keyboard', act: (page, say) => page.waitForSelector('dl') },
  { name: 'settings-appearance', hash: '#/settings/appearance', act: (page, say) => page.waitForSelector('.zoom') },
  { name: 'large', hash: '#/customers', act: async (page, say) => { await firstRow(page).waitFor(); for (let step = 0; step < 6; step += 1) { await page.keyboard.press('Control+='); await page.waitForTimeout(60); } await page.waitForTimeout(200); } },
  { name: 'large-form', hash: '#/customers/new', act: async (page, say) => { await page.waitForSelector('aside form'); await page.waitForTimeout(100); } },
  { name: 'large-reset', hash: '#/customers', act: async (page, say) => { await firstRow(page).waitFor(); await page.keyboard.press('Control+0'); await page.waitForTimeout(200); } },
  { name: 'customers-edit-cell', hash: '#/follow-ups', act: async (page, say) => { await firstRow(page).waitFor(); await page.locator('[role=grid]').focus(); await page.keyboard.press('ArrowRight'); await page.keyboard.press('ArrowRight'); await page.keyboard.press('F2'); await page.waitForSelector('.editor'); } },
  // The order that is made here is the one that the next scenes open.
  { name: 'sale-order', hash: '#/sales?view=view.quotes', act: async (page, say) => { await openRow(page); await page.getByRole('button', { name: say('Make an order') }).click(); await page.locator('aside h2', { hasText: 'ORD-' }).waitFor(); await page.waitForSelector('aside .timeline'); } },
  { name: 'sale-make', hash: '#/sales?search=ORD-2026', act: async (page, say) => { await openFirst(page); await saleAction(page, say, 'Make an invoice'); await page.waitForSelector('dialog li'); } },
  { name: 'sale-deposit', hash: '#/sales?search=ORD-2026', act: async (page, say) => { await openFirst(page); await saleAction(page, say, 'Ask for a deposit…'); await page.waitForSelector('dialog'); } },
  { name: 'sale-paper', hash: '#/sales', act: async (page, say) => { await openRow(page); await page.getByRole('button', { name: say('Show the document') }).click(); await page.waitForSelector('dialog table'); } },
  { name: 'sale-recurring', hash: '#/sales', act: async (page, say) => { await firstRow(page).waitFor(); await page.keyboard.press('Control+k'); await page.keyboard.type(say('Recurring invoices')); await page.waitForTimeout(250); await page.keyboard.press('Enter'); await page.waitForSelector('dialog li, dialog .empty'); } },
  { name: 'sale-line', hash: '#/sales/new', act: async (page, say) => { await page.getByRole('button', { name: say('Add a line') }).click(); await page.keyboard.type('oa'); await page.waitForTimeout(250); await page.keyboard.press('Enter'); await page.waitForTimeout(250); await page.keyboard.type('99'); await page.getByText(say('More about this document')).click(); await page.locator('.tools button').first().click(); await page.waitForTimeout(300); } },
  { name: 'money-late', hash: '#/money', act: async (page, say) => { await page.getByText(say('Late payers'), { exact: true }).click(); await page.locator('[role=row][aria-rowindex="2"]').waitFor(); await page.locator('[role=grid]').focus(); await page.keyboard.press('x'); await page.waitForSelector('[role=toolbar]'); } },
  { name: 'money-receive', hash: '#/money/new', act: async (page, say) => { await page.locator('aside h2', { hasText: say('Receive money') }).waitFor(); await page.getByRole('combobox', { name: say('Customer') }).fill('a'); await page.locator('li[role=option]:visible').first().click(); await page.waitForTimeout(250); } },
  { name: 'money-payments', hash: '#/money', act: async (page, say) => { await page.getByText(say('Payments'), { exact: true }).first().click(); await page.waitForSelector('[role=row][aria-rowindex="2"], .empty'); } },
  { name: 'money-till', hash: '#/money', act: async (page, say) => { await page.getByText(say('Till'), { exact: true }).click(); await page.waitForSelector('.kpi'); } },
  { name: 'money-count', hash: '#/money', act: async (page, say) => { await page.getByText(say('Till'), { exact: true }).click(); await page.getByRole('button', { name: say('Count the till') }).click(); await page.waitForSelector('dialog'); } },
  { name: 'stock-taking', hash: '#/products', act: async (page, say) => { await firstRow(page).waitFor(); await page.getByRole('button', { name: say('Stock'), exact: true }).click(); await page.getByRole('menuitem', { name: say('Stocktaking'), exact: true }).click(); await page.waitForSelector('dialog'); } },
  { name: 'stock-movement', hash: '#/products', act: async (page, say) => { await firstRow(page).waitFor(); await page.getByRole('button', { name: say('Stock'), exact: true }).click(); await page.getByRole('menuitem', { name: say('Stock movement'), exact: true }).click(); await page.waitForSelector('dialog'); } },
  { name: 'product-edit', hash: '#/products', act: async (page, say) => { await openRow(page); await page.getByRole('button', { name: say('Edit'), exact: true }).click(); await page.waitForSelector('aside form'); await page.getByRole('button', { name: say('Add a price') }).click(); } },
  { name: 'settings-money', hash: '#/settings/money', act: async (page, say) => { await page.getByRole('button', { name: say('Add a tax') }).click(); } },
  { name: 'settings-payment', hash: '#/settings/payment', act: (page, say) => page.waitForSelector('.fields') },
  { name: 'settings-accounting', hash: '#/settings/accounting', act: (page, say) => page.waitForSelector('.fields') },
  // The choice between list and board is remembered; the list comes back for whoever follows.
  { name: 'sales-board', wide: true, hash: '#/sales', act: async (page, say) => { await page.getByText(say('Orders'), { exact: true }).click(); await page.locator('[data-card]').first().click(); await page.waitForSelector('aside h2'); } },
  { name: 'sales-list', wide: true, hash: '#/sales', act: async (page, say) => { await page.getByText(say('List'), { exact: true }).click(); await firstRow(page).waitFor(); } },
  { name: 'help', hash: '#/help', act: (page, say) => page.waitForSelector('.topics') },
  { name: 'deals', hash: '#/deals', act: (page) => page.waitForSelector('.board [data-card]') },
  { name: 'deal', hash: '#/deals', act: async (page) => { await page.locator('.board [data-card]').first().click(); await page.waitForSelector('aside h2'); } },
  { name: 'deal-lost', hash: '#/deals', act: async (page) => { await page.locator('.board [data-card]').first().focus(); await page.keyboard.press('m'); await page.locator('[role=menuitem]').last().click(); await page.waitForSelector('dialog form'); } },
  { name: 'deal-next', hash: '#/deals', act: async (page) => { await page.locator('.board [data-card]').first().focus(); await page.keyboard.press('s'); await page.waitForSelector('dialog form'); } },
  { name: 'service', hash: '#/service', act: openRow },
  { name: 'case-resolve', hash: '#/service', act: async (page, say) => { await openRow(page); await page.getByRole('button', { name: say('Resolve…') }).click(); await page.waitForSelector('dialog form'); } },
  { name: 'case-new', hash: '#/service/new', act: (page) => page.waitForSelector('aside form') },
  { name: 'german-service', hash: '#/service', settings: { language: 'de', density: 'comfortable' }, act: openRow },
  { name: 'deal-new', hash: '#/deals/new', act: (page) => page.waitForSelector('aside form') },
  { name: 'deals-list', hash: '#/deals', act: async (page, say) => { await page.getByText(say('List'), { exact: true }).click(); await firstRow(page).waitFor(); } },
  { name: 'deals-forecast', hash: '#/deals', act: async (page, say) => { await page.getByText(say('Forecast'), { exact: true }).click(); await page.waitForSelector('figure svg'); } },
  { name: 'settings-deals', hash: '#/settings/deals', act: (page) => page.waitForSelector('.asks') },
  { name: 'leads', hash: '#/customers?view=view.leads', act: async (page) => { await page.locator('[role=row][aria-rowindex="2"]').click(); await page.waitForSelector('aside h2'); } },
  { name: 'lead-convert', hash: '#/customers?view=view.leads', act: async (page, say) => { await page.locator('[role=row][aria-rowindex="2"]').click(); await page.getByRole('button', { name: say('Make a deal of it…') }).click(); await page.waitForSelector('dialog form'); } },
  { name: 'customer-similar', hash: '#/customers', act: async (page, say) => { await firstRow(page).waitFor(); const name = await page.locator('[role=row] .name').nth(1).textContent(); await page.keyboard.press('n'); await page.waitForSelector('aside form'); await page.getByLabel(say('First name'), { exact: true }).fill(name.split(' ')[0]); await page.getByLabel(say('Last name'), { exact: true }).fill(name.split(' ').slice(1).join(' ')); await page.waitForSelector('aside .tone-warn'); } },
  { name: 'duplicates', hash: '#/duplicates', act: (page) => page.waitForSelector('[data-pair]') },
  { name: 'merge', hash: '#/duplicates', act: async (page) => { await page.locator('[data-pair]').first().focus(); await page.keyboard.press('m'); await page.waitForSelector('table'); } },
  { name: 'calling', hash: '#/calling', act: (page, say) => page.getByRole('button', { name: say('Begin'), exact: true }).waitFor() },
  { name: 'call', hash: '#/calling', act: async (page, say) => { await page.getByLabel(say('Script'), { exact: true }).selectOption('new'); await page.getByLabel(say('What to say')).fill('Good morning, we have new oil for your table.'); await page.getByRole('button', { name: say('Begin'), exact: true }).click(); await page.waitForSelector('article'); } },
  { name: 'call-again', hash: '#/calling', act: async (page) => { await page.waitForSelector('article'); await page.keyboard.press('2'); await page.waitForSelector('.again'); } },
  { name: 'call-summary', hash: '#/calling', act: async (page, say) => { await page.getByRole('button', { name: say('End the session') }).click(); await page.waitForSelector('.figures'); await page.getByRole('button', { name: say('Another list') }).waitFor(); await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('regulars.calling')).forEach((key) => localStorage.removeItem(key))); } },
  { name: 'tracks', hash: '#/tracks', act: async (page) => { await page.locator('[role=row][aria-rowindex="2"]').click(); await page.waitForSelector('aside h2'); } },
  { name: 'track-edit', hash: '#/tracks', act: async (page) => { await page.locator('[role=row][aria-rowindex="2"]').click(); await page.waitForSelector('aside h2'); await page.keyboard.press('e'); await page.waitForSelector('aside form li'); } },
  { name: 'repeat-done', hash: '#/follow-ups/new', act: async (page, say) => { await page.waitForSelector('aside form'); await page.getByLabel(say('Repeats'), { exact: true }).selectOption('done'); await page.getByLabel(say('How many')).waitFor(); } },
  // What one is reminded of takes no entry of the sidebar out of sight, in the lowest window neither.
  { name: 'reminder', wide: true, hash: '#/follow-ups/new', act: async (page, say) => { await page.waitForSelector('aside form'); await page.getByLabel(say('Subject')).fill('Quote for eight tables sent, call back'); await page.getByLabel(say('Time'), { exact: true }).fill('00:01'); await page.getByLabel(say('When it is due')).check(); await page.getByRole('button', { name: say('Save'), exact: true }).click(); await page.getByRole('region', { name: say('Reminders') }).waitFor(); await page.waitForFunction(() => [...document.querySelectorAll('[role=grid] [role=rowgroup] [role=row]')].some((row) => row.textContent?.trim())); await page.waitForFunction(() => { const way = document.querySelector('nav .entries'); return way.scrollHeight <= way.clientHeight; }); } },
  { name: 'settings-fields', hash: '#/settings/fields', act: async (page, say) => { await page.getByLabel(say('Fields of')).waitFor(); } },
  { name: 'field-new', hash: '#/settings/fields', act: async (page, say) => { await page.getByRole('button', { name: say('Add a field') }).click(); await page.getByLabel(say('Holds')).selectOption('choice'); await page.getByLabel(say('Choices')).waitFor(); } },
  { name: 'settings-words', hash: '#/settings/words', act: async (page, say) => { await page.getByLabel(say('What you call the people in this book')).selectOption('own'); await page.getByLabel(say('One of them')).fill('Pate'); } },
  { name: 'nearby', hash: '#/nearby?place=Leipzig&km=250', act: (page) => page.waitForSelector('ol li') },
  { name: 'company', hash: '#/customers?search=Caf%C3%A9', act: async (page, say) => { await openFirst(page); await page.getByRole('link', { name: say('Open the whole page') }).click(); await page.getByRole('button', { name: say('Add a person') }).waitFor(); } },
  { name: 'variants', hash: '#/products', act: async (page, say) => { await openFirst(page); await page.locator('aside header').getByRole('button', { name: say('More') }).first().click(); await page.getByRole('menuitem', { name: say('Options and variants') }).click(); await page.getByLabel(say('Option'), { exact: true }).fill('Oil'); await page.getByLabel(say('To choose from')).fill('S,M,L,'); await page.keyboard.press('Enter'); } },
  { name: 'variants-table', hash: '#/products', act: async (page, say) => { await openFirst(page); await page.locator('aside header').getByRole('button', { name: say('More') }).first().click(); await page.getByRole('menuitem', { name: say('Options and variants') }).click(); await page.getByLabel(say('Option'), { exact: true }).fill('Oil'); await page.getByLabel(say('To choose from')).fill('S,M,L,'); await page.keyboard.press('Enter'); await page.locator('dialog').getByRole('button', { name: /3/ }).last().click(); await page.locator('[data-cell$=-price]').nth(1).click(); } },
  { name: 'categories', hash: '#/products', act: async (page, say) => { await firstRow(page).waitFor(); await page.getByRole('button', { name: say('Categories'), exact: true }).click(); await page.waitForSelector('dialog li'); } },
  { name: 'connect', hash: '#/customers?search=Caf%C3%A9', act: async (page, say) => { await openFirst(page); await page.getByRole('link', { name: say('Open the whole page') }).click(); await page.getByRole('button', { name: say('Connect…') }).click(); await page.waitForSelector('dialog form'); } },
];
