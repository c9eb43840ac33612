/** Who has to do with a customer. */
import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Customer } from '../../src/api/generated';
import { session } from '../../src/features/app/session.svelte';
import PeopleCard from '../../src/features/customers/PeopleCard.svelte';
import { useBackend, type Stand } from './backend';

let stand: Stand;
beforeEach(async () => {
  stand = useBackend();
  await session.load();
});
const all = () => stand.backend.data.customer as unknown as Customer[];
const related = () => stand.calls.filter((call) => call.name === 'customers.relate').map((call) => call.payload);

describe('people and connections', () => {
  it('show who belongs to a company and as what, and let them go', async () => {
    const user = userEvent.setup();
    const firm = all().find((one) => one.kind === 'company') as Customer;
    const member = all().find((one) => one.companyId === firm.id && one.jobTitle === 'Purchasing') as Customer;
    render(PeopleCard, { customer: firm });
    expect(await screen.findByText('Purchasing')).toBeTruthy();
    expect(screen.getByRole('heading', { name: /^Recommended/ }), 'whom they recommended stands there too').toBeTruthy();
    await user.click(screen.getByRole('button', { name: new RegExp(`${member.firstName} ${member.lastName}`) }));
    await waitFor(() => expect(related()).toEqual([{ id: member.id, otherId: firm.id, how: 'company', role: 'Purchasing', over: true }]));
  });

  it('are made with what they are to each other', async () => {
    const user = userEvent.setup();
    const person = all().find((one) => one.kind === 'person' && one.companyId === null) as Customer;
    render(PeopleCard, { customer: person });
    await user.click(await screen.findByRole('button', { name: 'Connect…' }));
    await user.type(await screen.findByLabelText('With whom'), 'an');
    await user.click((await screen.findAllByRole('option')).find((option) => option.tagName === 'LI') as HTMLElement);
    await user.type(screen.getByLabelText('As what'), 'spouse');
    await user.click(screen.getAllByRole('button', { name: 'Connect' })[0] as HTMLElement);
    await waitFor(() => expect(related()[0]).toMatchObject({ id: person.id, how: 'related', role: 'spouse', over: false }));
    expect(await screen.findByText('spouse')).toBeTruthy();
  });
});
