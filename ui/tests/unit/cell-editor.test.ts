import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import CellEditor from '../../src/features/records/CellEditor.svelte';
import { session } from '../../src/features/app/session.svelte';
import { useBackend } from './backend';

beforeEach(async () => {
  useBackend();
  await session.load();
});

const edit = (name: string, value: unknown, kind: 'follow_up' | 'product' = 'follow_up') => {
  const spec = session.spec(kind).fields.find((field) => field.name === name);
  if (spec === undefined) throw new Error(`no field ${name}`);
  const props = { kind, spec, value, onsave: vi.fn(), onend: vi.fn() };
  render(CellEditor, props);
  return props;
};

describe('a value edited in its cell', () => {
  it('passes on a date that is none as it was typed, so that it is refused, and never what its beginning would mean', async () => {
    const user = userEvent.setup();
    const { onsave, onend } = edit('dueDate', '2026-11-02');
    await user.keyboard('{Control>}a{/Control}31/02/2027{Enter}');
    expect(onsave.mock.calls, 'the third of this month was not meant').toEqual([['31/02/2027']]);
    expect(onend).toHaveBeenCalledWith('stay');
  });

  it('saves a date that is typed as people write it, with Enter and with Tab', async () => {
    const user = userEvent.setup();
    const { onsave, onend } = edit('dueDate', '2026-11-02');
    await user.clear(screen.getByRole('textbox'));
    await user.keyboard('5/3/2027{Tab}');
    expect(onsave.mock.calls).toEqual([['2027-03-05']]);
    expect(onend, 'Tab goes on to the next value').toHaveBeenCalledWith('next');
  });

  it('leaves the value as it was on Esc', async () => {
    const user = userEvent.setup();
    const { onsave, onend } = edit('subject', 'Call back');
    await user.keyboard('Something else{Escape}');
    expect(onsave).not.toHaveBeenCalled();
    expect(onend).toHaveBeenCalledWith('stay');
  });

  it('passes on a price that is none as well', async () => {
    const user = userEvent.setup();
    const { onsave } = edit('price', '12.5', 'product');
    await user.keyboard('{Control>}a{/Control}1x{Enter}');
    expect(onsave.mock.calls).toEqual([['1x']]);
  });
});
