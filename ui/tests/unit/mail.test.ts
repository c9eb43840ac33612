/** E-mails dropped on the window, address cards, and templates of forms. */
import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { jobs } from '../../src/features/app/jobs.svelte';
import { session } from '../../src/features/app/session.svelte';
import { toasts } from '../../src/features/app/toasts.svelte';
import { customerMenu } from '../../src/features/customers/menu';
import { dropFiles } from '../../src/features/files/drop';
import WhoseDialog from '../../src/features/mail/WhoseDialog.svelte';
import { choosing } from '../../src/features/mail/choosing.svelte';
import { fileMails } from '../../src/features/mail/fileMail';
import RecordForm from '../../src/features/records/RecordForm.svelte';
import { creating } from '../../src/features/records/creating.svelte';
import { go } from '../../src/navigation.svelte';
import { useBackend, type Stand } from './backend';

let stand: Stand;
beforeEach(async () => {
  stand = useBackend();
  toasts.list = [];
  await session.load();
  go({ screen: 'today' });
});
const filed = () => stand.calls.filter((call) => call.name === 'interactions.fileMail').map((call) => call.payload);

describe('an e-mail dropped on the window', () => {
  it('belongs to the customer that is open, and can be taken back', async () => {
    const id = String(stand.backend.data.customer?.[0]?.id);
    go({ screen: 'customers', id });
    await dropFiles(['/home/maja/Table.eml'], 0, 0);
    expect(filed()).toEqual([{ path: '/home/maja/Table.eml', customerId: id }]);
    expect(toasts.list.at(-1)).toMatchObject({ text: expect.stringContaining('is filed with'), action: { label: 'Undo' } });
  });

  it('of somebody unknown becomes a new customer with one press, and is then filed with them', async () => {
    await fileMails(['/home/maja/Question.eml'], {});
    const note = toasts.list.at(-1);
    expect(note?.text).toContain('paula@novak.example');
    note?.other?.run();
    await waitFor(() => expect(creating.now?.initial).toEqual({ firstName: 'Paula', lastName: 'Novak', emails: [{ label: '', address: 'paula@novak.example' }] }));
    creating.now?.finish({ id: String(stand.backend.data.customer?.[1]?.id) });
    await waitFor(() => expect(filed().at(-1)).toMatchObject({ customerId: stand.backend.data.customer?.[1]?.id }));
  });

  it('of somebody unknown is filed with whom one chooses, and the address is kept when that is wished', async () => {
    const user = userEvent.setup();
    const names = stand.backend.data.customer?.map((one) => String(one.name)) ?? [];
    const known = stand.backend.data.customer?.find((one) => names.filter((name) => name.includes(String(one.name))).length === 1);
    await fileMails(['/home/maja/Question.eml'], {});
    toasts.list.at(-1)?.action?.run();
    const asked = choosing.now as NonNullable<typeof choosing.now>;
    render(WhoseDialog, { address: asked.address, onfinish: asked.finish });
    expect((screen.getByRole('button', { name: 'File' }) as HTMLButtonElement).disabled, 'nobody is guessed').toBe(true);
    await user.type(screen.getByLabelText('Customer'), String(known?.name));
    await user.click((await screen.findAllByRole('option', { name: new RegExp(String(known?.name)) }))[0] as HTMLElement);
    await user.click(screen.getByLabelText('Keep paula@novak.example with them'));
    await user.click(screen.getByRole('button', { name: 'File' }));
    await waitFor(() => expect(filed().at(-1)).toEqual({ path: '/home/maja/Question.eml', customerId: known?.id, remember: true }));
    expect(choosing.now).toBeNull();
  });

  it('is not filed when the question whose it is was left', async () => {
    await fileMails(['/home/maja/Question.eml'], {});
    const before = filed().length;
    toasts.list.at(-1)?.action?.run();
    choosing.now?.finish({ customerId: null, remember: false });
    await Promise.resolve();
    expect(filed()).toHaveLength(before);
  });
});

describe('address cards', () => {
  it('are written from the menu of a customer', async () => {
    stand.backend.pace = 1;
    jobs.listen();
    customerMenu('c1').find((item) => item.label.includes('vCard'))?.run();
    await waitFor(() => expect(stand.calls.find((call) => call.name === 'export.run')?.payload).toMatchObject({ kind: 'customer', ids: ['c1'], format: 'vcard' }));
  });
});

describe('templates', () => {
  it('keep what is filled in under a name, and fill it in again', async () => {
    const user = userEvent.setup();
    const form = render(RecordForm, { kind: 'product', record: null, onsaved: () => undefined, oncancel: () => undefined });
    await user.type(screen.getByLabelText('Unit'), 'hour');
    await user.click(screen.getByRole('button', { name: 'Templates' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Keep as template…' }));
    await user.type(await screen.findByLabelText('Name of the template'), 'Hours{Enter}');
    await waitFor(() => expect(stand.calls.find((call) => call.name === 'templates.save')?.payload).toMatchObject({ name: 'Hours', kind: 'product', values: { unit: 'hour' } }));
    form.unmount();
    localStorage.clear();
    render(RecordForm, { kind: 'product', record: null, onsaved: () => undefined, oncancel: () => undefined });
    expect((screen.getByLabelText('Unit') as HTMLInputElement).value).toBe('');
    await user.click(screen.getByRole('button', { name: 'Templates' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Hours' }));
    await waitFor(() => expect((screen.getByLabelText('Unit') as HTMLInputElement).value).toBe('hour'));
  });
});
