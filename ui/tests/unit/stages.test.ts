/** The stages of deals, changed in the settings. */
import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { announce } from '../../src/api/rpc';
import { session } from '../../src/features/app/session.svelte';
import StagesEditor from '../../src/features/deals/StagesEditor.svelte';
import { useBackend, type Stand } from './backend';

let stand: Stand;
beforeEach(async () => {
  stand = useBackend();
  await session.load();
  announce({ type: 'book', open: true });
});
const sent = () => stand.calls.filter((call) => call.name === 'records.save').at(-1)?.payload as { values: { stages: { name: string; required: string[]; probability: string; pipeline: string }[] } };

describe('the stages', () => {
  it('are renamed as one types, and saved by themselves', async () => {
    const user = userEvent.setup();
    render(StagesEditor);
    const name = (await screen.findAllByLabelText('Name'))[1] as HTMLInputElement;
    await user.clear(name);
    await user.type(name, 'In talks');
    await waitFor(() => expect(sent()?.values.stages[1]?.name).toBe('In talks'), { timeout: 2000 });
    expect(sent().values.stages[3]?.required, 'fields go over as the core spells them').toEqual(['amount', 'expected_close']);
  });

  it('change their order with the arrows', async () => {
    const user = userEvent.setup();
    render(StagesEditor);
    await user.click(await screen.findByRole('button', { name: 'Move Talking up' }));
    await waitFor(() => expect(sent()?.values.stages.map((stage) => stage.name).slice(0, 2)).toEqual(['Talking', 'New']));
  });

  it('ask for what is ticked', async () => {
    const user = userEvent.setup();
    render(StagesEditor);
    await user.click((await screen.findAllByRole('button', { name: 'Nothing' }))[0] as HTMLElement);
    await user.click(await screen.findByRole('menuitemcheckbox', { name: 'Next step' }));
    await waitFor(() => expect(sent()?.values.stages[0]?.required).toEqual(['next_step']));
  });

  it('stay when the core refuses to let one go, and say why', async () => {
    stand.answer('records.save', () => {
      throw { code: 'invalid', message: '“Oak worktop” is in a stage that would be gone. Move it to another stage first.', field: 'stages' };
    });
    const user = userEvent.setup();
    render(StagesEditor);
    await user.click(await screen.findByRole('button', { name: 'Remove Talking' }));
    expect(await screen.findByText(/Move it to another stage first/)).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Remove Talking' }), 'what cannot go is there again').toBeTruthy();
  });

  it('come in several pipelines, each with its own won and lost', async () => {
    const user = userEvent.setup();
    render(StagesEditor);
    await screen.findAllByLabelText('Name');
    await user.click(screen.getByRole('button', { name: 'Add a pipeline' }));
    await waitFor(() => expect(sent()?.values.stages.filter((stage) => stage.pipeline === 'New pipeline')).toHaveLength(3));
  });
});
