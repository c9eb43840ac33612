import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { createRawSnippet } from 'svelte';
import { describe, expect, it, vi } from 'vitest';
import AddressInput from '../../../src/components/AddressInput.svelte';
import Button from '../../../src/components/Button.svelte';
import Checkbox from '../../../src/components/Checkbox.svelte';
import Combobox from '../../../src/components/Combobox.svelte';
import DateField from '../../../src/components/DateField.svelte';
import Field from '../../../src/components/Field.svelte';
import FileField from '../../../src/components/FileField.svelte';
import IconButton from '../../../src/components/IconButton.svelte';
import NumberInput from '../../../src/components/NumberInput.svelte';
import Segmented from '../../../src/components/Segmented.svelte';
import Select from '../../../src/components/Select.svelte';
import TagInput from '../../../src/components/TagInput.svelte';
import TextInput from '../../../src/components/TextInput.svelte';
import TimeInput from '../../../src/components/TimeInput.svelte';
import X from '@lucide/svelte/icons/x';

const words = (text: string) => createRawSnippet(() => ({ render: () => `<span>${text}</span>` }));

describe('a button', () => {
  it('does its work once, and nothing while it may not', async () => {
    const user = userEvent.setup();
    const run = vi.fn();
    const { rerender } = render(Button, { onclick: run, children: words('Save') });
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await rerender({ onclick: run, disabled: true, children: words('Save') });
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(run).toHaveBeenCalledTimes(1);
  });

  it('keeps the keys while its work is done, and does nothing meanwhile', async () => {
    const user = userEvent.setup();
    const run = vi.fn();
    const { rerender } = render(Button, { onclick: run, children: words('Export') });
    const button = screen.getByRole<HTMLButtonElement>('button', { name: 'Export' });
    button.focus();
    await rerender({ disabled: true });
    expect(document.activeElement, 'disabled outright, it would leave whoever pressed it by key at the edge of the window').toBe(button);
    expect(button.getAttribute('aria-disabled'), 'it is heard that it rests').toBe('true');
    await user.keyboard('{Enter}');
    expect(run).not.toHaveBeenCalled();
    await user.tab();
    expect(button.disabled, 'Tab does not lead back to what can do nothing').toBe(true);
    await rerender({ disabled: false });
    await user.click(button);
    expect(run).toHaveBeenCalledTimes(1);
  });

  it('that leads somewhere is a link, so that it can be opened and copied as one', () => {
    render(Button, { href: '#/sales', children: words('Sales') });
    expect(screen.getByRole('link', { name: 'Sales' }).getAttribute('href')).toBe('#/sales');
  });

  it('of only an icon has a name, and says whether it is pressed', () => {
    render(IconButton, { label: 'Show as a table', icon: X, pressed: true, onclick: vi.fn() });
    expect(screen.getByRole('button', { name: 'Show as a table' }).getAttribute('aria-pressed')).toBe('true');
  });
});

describe('a field', () => {
  it('ties its label, its hint and its error to the input', async () => {
    const seen: { id: string; describedby: string | undefined; invalid: boolean }[] = [];
    const children = createRawSnippet<[{ id: string; describedby: string | undefined; invalid: boolean }]>((given) => ({
      render: () => `<input id="${given().id}" />`,
      setup: () => void seen.push(given()),
    }));
    render(Field, { label: 'E-mail', error: 'This is no address.', required: true, children });
    expect(screen.getByLabelText(/E-mail/)).toBeTruthy();
    expect(seen[0]?.invalid).toBe(true);
    expect(document.getElementById(seen[0]?.describedby ?? '')?.textContent, 'the words of the error are read with the input').toBe('This is no address.');
  });

  it('of several controls is a group under its label', () => {
    render(Field, { label: 'Due', group: true, children: words('') });
    expect(screen.getByRole('group', { name: 'Due' })).toBeTruthy();
  });
});

describe('text', () => {
  it('is told as it is typed, on one line or on several', async () => {
    const user = userEvent.setup();
    const told = vi.fn();
    render(TextInput, { value: '', label: 'Town', oninput: told });
    await user.type(screen.getByLabelText('Town'), 'Ulm');
    expect(told).toHaveBeenLastCalledWith('Ulm');
    render(TextInput, { value: 'a\nb', label: 'Notes', multiline: true, invalid: true });
    expect(screen.getByLabelText('Notes').tagName).toBe('TEXTAREA');
    expect(screen.getByLabelText('Notes').getAttribute('aria-invalid')).toBe('true');
  });
});

describe('a number to call or an address to write to', () => {
  it('runs from left to right in every language and is not corrected like a word', () => {
    render(TextInput, { value: '+49 341 901821', label: 'Phone', format: 'phone' });
    const input = screen.getByLabelText('Phone');
    expect([input.getAttribute('dir'), input.getAttribute('inputmode'), input.getAttribute('spellcheck')]).toEqual(['ltr', 'tel', 'false']);
  });
});

describe('a time', () => {
  it('is read as people write it and passed on in one way', async () => {
    const user = userEvent.setup();
    const told = vi.fn();
    render(TimeInput, { value: '', label: 'Time', onchange: told });
    const input = screen.getByLabelText('Time') as HTMLInputElement;
    await user.type(input, '930');
    expect(told).toHaveBeenLastCalledWith('09:30');
    await user.tab();
    expect(input.value, 'what was understood is shown').toBe('9:30');
    await user.clear(input);
    expect(told).toHaveBeenLastCalledWith('');
  });

  it('goes by a quarter of an hour with the arrows, round midnight too', async () => {
    const user = userEvent.setup();
    const told = vi.fn();
    render(TimeInput, { value: '23:45', label: 'Time', onchange: told });
    screen.getByLabelText('Time').focus();
    await user.keyboard('{ArrowUp}');
    expect(told).toHaveBeenLastCalledWith('00:00');
    await user.keyboard('{ArrowDown}{ArrowDown}');
    expect(told).toHaveBeenLastCalledWith('23:30');
  });

  it('that is none is marked, and goes on as typed so that the core can say why', async () => {
    const user = userEvent.setup();
    const told = vi.fn();
    render(TimeInput, { value: '', label: 'Time', onchange: told });
    await user.type(screen.getByLabelText('Time'), 'noon');
    expect(told).toHaveBeenLastCalledWith('noon');
    expect(screen.getByLabelText('Time').getAttribute('aria-invalid')).toBe('true');
  });
});

describe('a number', () => {
  it('says what it is counted in', () => {
    render(NumberInput, { type: 'decimal', label: 'Quantity', unit: 'h', value: '2.25', onchange: vi.fn() });
    const input = screen.getByLabelText('Quantity') as HTMLInputElement;
    expect(input.value).toBe('2.25');
    expect(document.getElementById(input.getAttribute('aria-describedby') ?? '')?.textContent).toBe('h');
  });

  it('gives a long unit the room it needs, but never that of the figure, and says it whole to whoever points at it', async () => {
    const view = render(NumberInput, { type: 'decimal', label: 'Quantity', unit: 'running metres', value: '12', onchange: vi.fn() });
    const frame = screen.getByLabelText('Quantity').closest('.number') as HTMLElement;
    expect(frame.style.getPropertyValue('--room'), 'cut at the eighth letter, “running …” is metres of what').toContain('16.5ch');
    expect(frame.style.getPropertyValue('--room'), 'in a narrow field the figure keeps its part').toContain('%');
    expect(frame.title, 'where it is cut all the same').toBe('running metres');
    await view.rerender({ unit: 'h' });
    expect(frame.title, 'what is read at once needs no words at the pointer').toBe('');
  });

  it('takes a price that is typed behind the one of nothing as it is meant', async () => {
    const told = vi.fn();
    render(NumberInput, { type: 'price', label: 'Price', value: '0', onchange: told });
    const field = screen.getByLabelText<HTMLInputElement>('Price');
    expect(field.value, 'a hundred typed behind 0.00 would be a tenth of a cent').toBe('0');
    await userEvent.type(field, '100');
    expect(told).toHaveBeenLastCalledWith('100');
  });

  it('gives way as a zero to what is typed, and keeps every other figure', async () => {
    const user = userEvent.setup();
    const told = vi.fn();
    const view = render(NumberInput, { type: 'money', label: 'Amount', value: 0, onchange: told });
    const field = screen.getByLabelText<HTMLInputElement>('Amount');
    expect(field.value).toBe('0.00');
    await user.click(field);
    expect([field.selectionStart, field.selectionEnd], 'a hundred typed before 0.00 would be a hundred thousand').toEqual([0, 4]);
    await user.keyboard('100');
    expect(told).toHaveBeenLastCalledWith(10_000);
    view.unmount();
    render(NumberInput, { type: 'money', label: 'Amount', value: 1250, onchange: told });
    const other = screen.getByLabelText<HTMLInputElement>('Amount');
    await user.click(other);
    expect(other.selectionStart, 'a figure that means something is corrected, not replaced').toBe(other.selectionEnd);
  });

  it('of percent is read with and without its sign', async () => {
    const user = userEvent.setup();
    const told = vi.fn();
    render(NumberInput, { type: 'percent', label: 'Discount', value: null, onchange: told });
    await user.type(screen.getByLabelText('Discount'), '7.5%');
    expect(told).toHaveBeenLastCalledWith('7.5');
  });
});

describe('yes or no, one of several, and words', () => {
  it('a box is ticked with Space', async () => {
    const user = userEvent.setup();
    const told = vi.fn();
    render(Checkbox, { checked: false, label: 'Archived', onchange: told });
    screen.getByRole('checkbox', { name: 'Archived' }).focus();
    await user.keyboard(' ');
    expect(told).toHaveBeenCalledWith(true);
  });

  it('a choice tells what was chosen', async () => {
    const user = userEvent.setup();
    const told = vi.fn();
    render(Select, { value: 'a', label: 'Status', options: [{ value: 'a', label: 'Open' }, { value: 'b', label: 'Paid' }], onchange: told });
    await user.selectOptions(screen.getByRole('combobox', { name: 'Status' }), 'Paid');
    expect(told).toHaveBeenCalledWith('b');
  });

  it('a choice in sight is a group of radio buttons', async () => {
    const user = userEvent.setup();
    const told = vi.fn();
    render(Segmented, { value: 'out', label: 'Direction', options: [{ value: 'out', label: 'I called' }, { value: 'in', label: 'They called' }], onchange: told });
    expect(screen.getByRole('radiogroup', { name: 'Direction' })).toBeTruthy();
    await user.click(screen.getByRole('radio', { name: 'They called' }));
    expect(told).toHaveBeenCalledWith('in');
  });

  it('a choice in sight that is made anew by its own change keeps the arrows, and leaves them where it was clicked', async () => {
    const user = userEvent.setup();
    const options = [{ value: 'list', label: 'List' }, { value: 'board', label: 'Board' }, { value: 'plan', label: 'Plan' }];
    let shown = render(Segmented, { value: 'list', label: 'Shown as', options, onchange: again });
    function again(value: string) {
      shown.unmount();
      shown = render(Segmented, { value, label: 'Shown as', options, onchange: again });
    }
    screen.getByRole('radio', { name: 'List' }).focus();
    await user.keyboard('{ArrowRight}');
    expect(document.activeElement, 'the third of three must be reached too').toBe(screen.getByRole('radio', { name: 'Board' }));
    await user.keyboard('{ArrowRight}');
    expect(document.activeElement).toBe(screen.getByRole('radio', { name: 'Plan' }));
    await user.click(screen.getByText('List'));
    expect(document.activeElement, 'after a click the list takes the keys').toBe(document.body);
  });

  it('tags are added with Enter or a comma and taken away with Backspace, and none is lost on leaving', async () => {
    const user = userEvent.setup();
    const told = vi.fn();
    render(TagInput, { value: ['vip'], placeholder: 'Add', onchange: told });
    const input = screen.getByPlaceholderText('Add');
    await user.type(input, 'garden{Enter}');
    expect(told).toHaveBeenLastCalledWith(['vip', 'garden']);
    await user.type(input, 'oak');
    await user.tab();
    expect(told, 'words without Enter count too').toHaveBeenLastCalledWith(['vip', 'garden', 'oak']);
    await user.type(input, '{Backspace}');
    expect(told).toHaveBeenLastCalledWith(['vip', 'garden']);
  });
});

describe('a search for one thing', () => {
  const anna = { id: '1', title: 'Anna Jensen', detail: 'Leipzig' };

  it('is worked with the keyboard alone', async () => {
    const user = userEvent.setup();
    const chosen = vi.fn();
    render(Combobox, { text: '', label: 'Customer', find: async () => [anna, { id: '2', title: 'Anna Berg' }], onchoose: chosen });
    await user.type(screen.getByRole('combobox'), 'anna');
    await screen.findByRole('option', { name: /Anna Berg/ });
    await user.keyboard('{ArrowDown}{Enter}');
    expect(chosen).toHaveBeenCalledWith(expect.objectContaining({ id: '2' }));
  });

  it('takes with Enter what answers the words as typed, however slow the answer is', async () => {
    const user = userEvent.setup();
    const chosen = vi.fn();
    const oak = { id: '3', title: 'Oak table' };
    const find = (typed: string) => new Promise<{ id: string; title: string }[]>((resolve) => setTimeout(() => resolve(typed === 'oak' ? [oak] : [anna]), typed === 'oak' ? 30 : 1));
    render(Combobox, { text: '', label: 'Product', find, onchoose: chosen });
    await user.type(screen.getByRole('combobox'), 'oak{Enter}');
    await vi.waitFor(() => expect(chosen, 'never what belonged to the letters before').toHaveBeenCalledWith(oak));
    expect(chosen).toHaveBeenCalledTimes(1);
  });

  it('has its words marked once something was taken, so that who types on means another one', async () => {
    const user = userEvent.setup();
    const asked: string[] = [];
    const shown = render(Combobox, { text: 'City', closed: true, label: 'Field', find: (typed: string) => { asked.push(typed); return Promise.resolve([{ id: 'name', title: 'Name' }]); }, onchoose: () => void shown.rerender({ text: 'Name' }) });
    await user.tab();
    await user.keyboard('na');
    await screen.findByRole('option', { name: 'Name' });
    await user.keyboard('{Enter}');
    await waitFor(() => expect((screen.getByRole('combobox') as HTMLInputElement).value).toBe('Name'));
    await user.keyboard('em');
    expect(asked.at(-1), 'not “Nameem”').toBe('em');
  });

  it('has no button to clear it where "nothing" is one of what is offered, so that Tab goes from field to field', async () => {
    const user = userEvent.setup();
    render(Combobox, { text: 'Anna Jensen', closed: true, label: 'Goes to', find: async () => [anna], onchoose: vi.fn() });
    await user.tab();
    expect(document.activeElement).toBe(screen.getByRole('combobox', { name: 'Goes to' }));
    await user.tab();
    expect(document.activeElement).toBe(document.body);
  });

  it('makes something new of words that nothing has', async () => {
    const user = userEvent.setup();
    const made = vi.fn();
    const chosen = vi.fn();
    render(Combobox, { text: '', label: 'Customer', find: async () => [], onchoose: chosen, oncreate: made });
    await user.type(screen.getByRole('combobox'), 'Zoë Quimby');
    await screen.findByRole('option', { name: 'New: “Zoë Quimby”' });
    await user.keyboard('{Enter}');
    expect(made).toHaveBeenCalledWith('Zoë Quimby');
    expect(chosen, 'nothing that exists was picked').not.toHaveBeenCalled();
  });

  it('keeps words that nobody has where they were typed, and says that nothing is chosen', async () => {
    const user = userEvent.setup();
    const chosen = vi.fn();
    const shown = render(Combobox, { text: '', label: 'Customer', find: () => Promise.resolve([]), onchoose: chosen });
    const box = screen.getByRole('combobox') as HTMLInputElement;
    await user.type(box, 'Nobody');
    await user.tab();
    expect(box.value, 'a name is not taken away behind the back of who typed it').toBe('Nobody');
    expect(box.getAttribute('aria-invalid')).toBe('true');
    expect(screen.getByRole('status').textContent).toContain('Not chosen yet');
    await user.clear(box);
    await user.tab();
    expect(screen.queryByRole('status'), 'nothing typed is nothing missing').toBeNull();
    expect(chosen).not.toHaveBeenCalled();
    await shown.rerender({ text: 'Anna Kern', label: 'Customer', find: () => Promise.resolve([]), onchoose: chosen });
    await user.type(box, ' x');
    await user.tab();
    expect(box.value, 'words never stand where somebody else is chosen').toBe('Anna Kern');
  });

  it('puts the one whose name was typed in full before those that only begin with it, and something new last', async () => {
    const user = userEvent.setup();
    const chosen = vi.fn();
    const made = vi.fn();
    const [table, oak] = [{ id: '3', title: 'Oak table' }, { id: '4', title: 'Oak' }];
    const shown = render(Combobox, { text: '', label: 'Product', find: async () => [table, oak], onchoose: chosen, oncreate: made });
    await user.type(screen.getByRole('combobox'), 'oak ');
    await screen.findByRole('option', { name: 'New: “oak”' });
    expect(screen.getAllByRole('option').map((one) => one.textContent?.trim())).toEqual(['Oak', 'Oak table', 'New: “oak”']);
    await user.keyboard('{Enter}');
    expect(chosen, 'Enter alone takes what was typed').toHaveBeenLastCalledWith(oak);
    await shown.rerender({ text: '' });
    await user.clear(screen.getByRole('combobox'));
    await user.type(screen.getByRole('combobox'), 'oak');
    await screen.findByRole('option', { name: 'New: “oak”' });
    await user.keyboard('{ArrowDown}{Enter}');
    expect(chosen, 'the next one, and nothing new').toHaveBeenLastCalledWith(table);
    expect(made).not.toHaveBeenCalled();
  });

  it('offers what exists before anything new', async () => {
    const user = userEvent.setup();
    const made = vi.fn();
    const chosen = vi.fn();
    render(Combobox, { text: '', label: 'Customer', find: async () => [anna], onchoose: chosen, oncreate: made });
    await user.type(screen.getByRole('combobox'), 'anna');
    await screen.findByRole('option', { name: 'New: “anna”' });
    await user.keyboard('{Enter}');
    expect(chosen, 'Enter must not make a second Anna').toHaveBeenCalledWith(anna);
    expect(made).not.toHaveBeenCalled();
  });
});

describe('an amount nobody can read', () => {
  it.each(['money', 'price', 'percent', 'decimal', 'int'] as const)('comes back from a draft as typed and marked, as %s', async (type) => {
    const shown = render(NumberInput, { type, label: 'Amount', value: 'much', onchange: vi.fn() });
    const field = screen.getByRole<HTMLInputElement>('textbox', { name: 'Amount' });
    expect([field.value, field.getAttribute('aria-invalid')], 'what was typed is never lost').toEqual(['much', 'true']);
    await shown.rerender({ value: null });
    expect([field.value, field.getAttribute('aria-invalid')]).toEqual(['', null]);
  });
});

describe('a date', () => {
  it('is typed as people write it, in the order of the language, and written out once it is left', async () => {
    const user = userEvent.setup();
    const change = vi.fn();
    render(DateField, { label: 'Due', value: null, today: '2026-11-22', onchange: change });
    const field = screen.getByRole<HTMLInputElement>('textbox', { name: 'Due' });
    await user.type(field, '1.3.');
    expect(change, 'the first of March, never the thirteenth of November').toHaveBeenLastCalledWith('2027-03-01');
    await user.tab();
    expect(field.value).toBe('01/03/2027');
    await user.clear(field);
    expect(change, 'an empty field is no date').toHaveBeenLastCalledWith(null);
    await user.type(field, 'tomorrow{Enter}');
    expect(change).toHaveBeenLastCalledWith('2026-11-23');
    await user.keyboard('{ArrowUp}');
    expect(change, 'the arrows go by a day').toHaveBeenLastCalledWith('2026-11-24');
  });

  it('keeps what cannot be read and passes it on, so that it is refused and not lost', async () => {
    const user = userEvent.setup();
    const change = vi.fn();
    render(DateField, { label: 'Due', value: '2026-11-21', today: '2026-11-22', onchange: change });
    const field = screen.getByRole<HTMLInputElement>('textbox', { name: 'Due' });
    await user.clear(field);
    await user.type(field, '31.2.27');
    expect(field.getAttribute('aria-invalid')).toBe('true');
    await user.tab();
    expect(field.value).toBe('31.2.27');
    expect(change).toHaveBeenLastCalledWith('31.2.27');
  });
});

describe('a file', () => {
  it('is chosen, named with its size, and taken away', async () => {
    const user = userEvent.setup();
    const choose = vi.fn();
    const remove = vi.fn();
    const { rerender } = render(FileField, { file: null, label: 'Picture', onchoose: choose });
    await user.click(screen.getByRole('button', { name: 'Choose a file' }));
    expect(choose).toHaveBeenCalledTimes(1);
    await rerender({ file: { name: 'oak.jpg', size: 2_345_678 }, label: 'Picture', onchoose: choose, onremove: remove });
    expect(screen.getByRole('group', { name: 'Picture' }).textContent).toContain('2.3 MB');
    await user.click(screen.getByRole('button', { name: 'Remove oak.jpg' }));
    expect(remove).toHaveBeenCalledTimes(1);
  });

  it('is dropped, but not while another is being read', async () => {
    const dropped = vi.fn();
    const file = new File(['x'], 'oak.jpg');
    const drop = () => {
      const event = new Event('drop', { bubbles: true, cancelable: true });
      Object.assign(event, { dataTransfer: { files: [file] } });
      screen.getByRole('group', { name: 'Picture' }).dispatchEvent(event);
    };
    const { rerender } = render(FileField, { file: null, label: 'Picture', onchoose: vi.fn(), ondropped: dropped });
    drop();
    expect(dropped).toHaveBeenCalledWith(file);
    await rerender({ file: { name: 'oak.jpg', size: 100 }, read: 20, label: 'Picture', onchoose: vi.fn(), ondropped: dropped, oncancel: vi.fn() });
    drop();
    expect(dropped).toHaveBeenCalledTimes(1);
    await waitFor(() => expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('20'));
  });
});

describe('an address', () => {
  it('tells the line that was changed', async () => {
    const user = userEvent.setup();
    const told = vi.fn();
    const labels = { street: 'Street', postalCode: 'Postal code', city: 'City', state: 'State', country: 'Country' };
    render(AddressInput, { value: { city: 'Leipzig' }, labels, onchange: told });
    expect((screen.getByLabelText('City') as HTMLInputElement).value).toBe('Leipzig');
    await user.type(screen.getByLabelText('Postal code'), '0');
    expect(told).toHaveBeenCalledWith('postalCode', '0');
  });
});
