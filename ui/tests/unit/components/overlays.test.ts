import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { createRawSnippet } from 'svelte';
import { afterEach, describe, expect, it, vi } from 'vitest';
import Avatar from '../../../src/components/Avatar.svelte';
import Badge from '../../../src/components/Badge.svelte';
import Dialog from '../../../src/components/Dialog.svelte';
import EmptyState from '../../../src/components/EmptyState.svelte';
import FloatingMenu from '../../../src/components/FloatingMenu.svelte';
import Menu from '../../../src/components/Menu.svelte';
import Notice from '../../../src/components/Notice.svelte';
import Popover from '../../../src/components/Popover.svelte';
import Sheet from '../../../src/components/Sheet.svelte';
import Toast from '../../../src/components/Toast.svelte';
import Toaster from '../../../src/features/app/Toaster.svelte';
import { toasts } from '../../../src/features/app/toasts.svelte';
import { covers } from '../../../src/features/records/covers';
import { handOver, holdKeys, takeKeys } from '../../../src/components/handover';
import { modal } from '../../../src/components/modal';

const words = (text: string) => createRawSnippet(() => ({ render: () => `<span>${text}</span>` }));

describe.each([['a dialog', Dialog], ['a sheet', Sheet]])('%s', (_, Part) => {
  it('has its title as its name and is closed by Esc, by its button and by a press beside it', async () => {
    const user = userEvent.setup();
    const close = vi.fn();
    render(Part, { title: 'Anna Jensen', onclose: close, children: words('A form') });
    const dialog = screen.getByRole('dialog', { name: 'Anna Jensen' });
    await fireEvent(dialog, new Event('cancel', { cancelable: true }));
    await user.click(screen.getByRole('button', { name: 'Close' }));
    await fireEvent.mouseDown(dialog);
    expect(close).toHaveBeenCalledTimes(3);
    await user.click(screen.getByText('A form'));
    expect(close, 'a press inside does not close it').toHaveBeenCalledTimes(3);
  });

  it('does with Ctrl+Enter what it is there for, wherever in it the keys are', async () => {
    const user = userEvent.setup();
    const pressed = vi.fn();
    const inside = createRawSnippet(() => ({ render: () => '<div><input type="radio"><textarea></textarea><button class="primary">Make a deal of it</button></div>', setup: (node) => node.querySelector('button')?.addEventListener('click', pressed) }));
    render(Part, { title: 'Anna Jensen', onclose: vi.fn(), children: inside });
    for (const field of [screen.getByRole('radio'), screen.getByRole('textbox')]) {
      field.focus();
      await user.keyboard('{Control>}{Enter}{/Control}');
    }
    expect(pressed).toHaveBeenCalledTimes(2);
  });
});

describe('the focus after a dialog', () => {
  it('returns to what opened it, and to the page when that is gone with what was done', () => {
    document.body.innerHTML = '<main id="main" tabindex="-1"><button>Open</button></main>';
    const opener = document.querySelector('button') as HTMLElement;
    for (const gone of [false, true]) {
      opener.focus();
      const dialog = document.createElement('dialog');
      dialog.innerHTML = '<input>';
      document.body.append(dialog);
      const opened = modal(dialog);
      if (gone) opener.remove();
      opened.destroy();
      expect(document.activeElement).toBe(gone ? document.getElementById('main') : opener);
      dialog.remove();
    }
    document.body.innerHTML = '';
  });

  /** A dialog over this page, opened from a button of it, and closed again. */
  function closedOver(page: string, opener: string) {
    document.body.innerHTML = `<main id="main" tabindex="-1">${page}</main>`;
    document.querySelector<HTMLElement>(opener)?.focus();
    const dialog = document.createElement('dialog');
    document.body.append(dialog);
    const opened = modal(dialog);
    opened.destroy();
    dialog.remove();
  }
  const focused = () => document.activeElement?.textContent;

  it('goes on to what took the place of what opened it, although that goes only when the core has answered', async () => {
    closedOver('<ul><li><a href="#a">A</a></li><li><a href="#b">B</a><button>Done</button></li><li><a href="#c">C</a></li></ul>', 'button');
    expect(focused()).toBe('Done');
    document.querySelectorAll('li')[1]?.remove();
    await waitFor(() => expect(focused(), 'the next of them, not the top of the page').toBe('C'));
    document.querySelectorAll('li')[1]?.remove();
    await waitFor(() => expect(focused(), 'at the end the last that is left').toBe('A'));
    document.body.innerHTML = '';
  });

  it('goes to the list of a screen that comes later, but nowhere any more once somebody has acted', async () => {
    for (const acted of [false, true]) {
      closedOver('<section><button>Convert</button></section>', 'button');
      if (acted) document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Tab', bubbles: true }));
      (document.activeElement as HTMLElement).blur();
      const main = document.getElementById('main') as HTMLElement;
      main.innerHTML = '<div role="grid" tabindex="0">Deals</div>';
      if (acted) {
        await new Promise(requestAnimationFrame);
        expect(document.activeElement, 'their keys are their own').toBe(document.body);
      } else await waitFor(() => expect(focused()).toBe('Deals'));
    }
    document.body.innerHTML = '';
  });

  it('goes to the page where nothing had it when the dialog came by itself', () => {
    document.body.innerHTML = '<main id="main" tabindex="-1"></main>';
    (document.activeElement as HTMLElement).blur();
    const dialog = document.createElement('dialog');
    document.body.append(dialog);
    modal(dialog).destroy();
    expect(document.activeElement, 'not at the edge of the window').toBe(document.getElementById('main'));
    document.body.innerHTML = '';
  });

  it('goes to the list, the open card or the page, but is taken from nobody', () => {
    document.body.innerHTML = '<main id="main" tabindex="-1"><button data-card="a">A</button><button data-card="b" aria-current="true">B</button></main>';
    takeKeys();
    expect(document.activeElement?.textContent).toBe('B');
    document.querySelector<HTMLElement>('[data-card="a"]')?.focus();
    takeKeys();
    expect(document.activeElement?.textContent, 'whoever is somewhere stays there').toBe('A');
    document.body.innerHTML = '<main id="main" tabindex="-1"></main>';
    takeKeys();
    expect(document.activeElement?.id).toBe('main');
    document.body.innerHTML = '';
  });
});

describe('what lies over the whole screen where there is little room', () => {
  afterEach(() => {
    document.body.innerHTML = '';
  });

  const page = (position: string) => {
    document.body.innerHTML = `<main id="main" tabindex="-1"><div><header><button>New</button></header><div><div role="grid" tabindex="0">List</div><aside tabindex="-1" style="position: ${position}">Card</aside></div></div></main>`;
    document.querySelector<HTMLElement>('[role=grid]')?.focus();
    const aside = document.querySelector('aside') as HTMLElement;
    return { aside, uncover: covers(aside) };
  };

  it('has the keys, and nobody gets to the list that is out of sight under it', () => {
    const { aside, uncover } = page('absolute');
    expect(document.querySelector('[role=grid]')?.closest('[inert]'), 'Tab would lead to where nothing is seen').not.toBeNull();
    expect(document.querySelector('header')?.closest('[inert]')).not.toBeNull();
    expect(aside.closest('[inert]'), 'what lies above can be used').toBeNull();
    expect(document.activeElement).toBe(aside);
    uncover();
    expect(document.querySelector('[inert]'), 'the list is there again').toBeNull();
    aside.remove();
    (document.activeElement as HTMLElement | null)?.blur();
    takeKeys();
    expect(document.activeElement?.textContent).toBe('List');
  });

  it('leaves the list alone where both have room', () => {
    page('static');
    expect(document.querySelector('[inert]')).toBeNull();
    expect(document.activeElement?.textContent, 'the arrows go on through the list').toBe('List');
  });
});

describe('the focus when what has it is changed away', () => {
  afterEach(() => {
    document.dispatchEvent(new Event('keydown'));
    document.body.innerHTML = '';
  });

  it('goes on at what took its place, or in the list when a whole page went', async () => {
    document.body.innerHTML = '<main id="main" tabindex="-1"><ul><li tabindex="0">A</li><li tabindex="0">B</li></ul></main>';
    document.querySelector('li')?.focus();
    holdKeys();
    document.querySelector('li')?.remove();
    await waitFor(() => expect(document.activeElement?.textContent, 'Ctrl+Z must not leave the keys at the edge of the window').toBe('B'));
    const main = document.getElementById('main') as HTMLElement;
    holdKeys();
    main.innerHTML = '<p></p>';
    await waitFor(() => expect(document.activeElement?.id).toBe('main'));
    main.innerHTML = '<div role="grid" tabindex="0"></div>';
    await waitFor(() => expect(document.activeElement?.getAttribute('role'), 'a list that comes later takes them').toBe('grid'));
  });

  it('goes on behind what came in its place and has nothing to press', async () => {
    document.body.innerHTML = '<main id="main" tabindex="-1"><section><button>Overview</button><p><button>Make the list</button></p></section></main>';
    const section = document.querySelector('section') as HTMLElement;
    (section.lastElementChild?.firstElementChild as HTMLElement).focus();
    holdKeys();
    section.innerHTML = '<button>Overview</button><p>66 on the list</p><button>Call these</button>';
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Call these'));
  });

  it('stays in the dialog that is open', async () => {
    document.body.innerHTML = '<main id="main" tabindex="-1"><div role="grid" tabindex="0"></div></main><dialog open><button>A</button><button>B</button></dialog>';
    (document.activeElement as HTMLElement).blur();
    holdKeys();
    await waitFor(() => expect(document.activeElement?.textContent).toBe('A'));
  });

  it('never goes to what lies around the page when another page took its place', async () => {
    document.body.innerHTML = '<div id="app"><main><button>New book</button></main></div><dialog></dialog>';
    const before = document.querySelector('button');
    const dialog = document.querySelector('dialog') as HTMLElement;
    handOver(dialog, before);
    (document.getElementById('app') as HTMLElement).innerHTML = '<div><a class="skip" href="#main">Skip to the content</a><main id="main" tabindex="-1"></main></div>';
    await waitFor(() => expect(document.activeElement?.id, 'the first key of a new book is for its page').toBe('main'));
  });
});

describe('the focus after a note', () => {
  it('returns to where it was when a button of the note was pressed', async () => {
    const user = userEvent.setup();
    const field = document.createElement('input');
    document.body.append(field);
    render(Toaster);
    const run = vi.fn();
    toasts.show('Discarded.', { action: { label: 'Undo', run } });
    field.focus();
    await user.click(await screen.findByRole('button', { name: 'Undo' }));
    expect(run).toHaveBeenCalledOnce();
    await waitFor(() => expect(document.activeElement, 'the next key is meant for the page, not for its edge').toBe(field));
    field.remove();
  });

  it('is not needed to close it: Esc does, where it has nothing else to leave', async () => {
    const user = userEvent.setup();
    toasts.list = [];
    render(Toaster);
    const taken = (event: KeyboardEvent) => event.preventDefault();
    document.body.addEventListener('keydown', taken, { once: true });
    toasts.show('Kept.', { stay: 0 });
    const note = () => document.querySelector('.toast');
    await waitFor(() => expect(note()).not.toBeNull());
    await user.keyboard('{Escape}');
    await new Promise((done) => setTimeout(done));
    expect(note(), 'the key was for what is open').not.toBeNull();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(note()).toBeNull());
  });
});

describe('a menu', () => {
  it('opens with the keyboard and does what is chosen', async () => {
    const user = userEvent.setup();
    const run = vi.fn();
    render(Menu, { label: 'More', plain: true, items: [{ label: 'Open', run }, 'line', { label: 'Delete', danger: true, run: vi.fn() }], children: words('…') });
    screen.getByRole('button', { name: 'More' }).focus();
    await user.keyboard('{Enter}');
    await user.click(await screen.findByRole('menuitem', { name: 'Open' }));
    expect(run).toHaveBeenCalledTimes(1);
  });

  it('where the pointer is takes the focus, moves with arrows and first letters, and closes with Esc', async () => {
    const user = userEvent.setup();
    const close = vi.fn();
    const run = vi.fn();
    render(FloatingMenu, { label: 'Anna', x: 5, y: 5, items: [{ label: 'Open', run: vi.fn() }, 'line', { label: 'Delete', run }], onclose: close });
    expect(document.activeElement?.textContent).toContain('Open');
    await user.keyboard('d');
    expect(document.activeElement?.textContent).toContain('Delete');
    await user.keyboard('{Enter}');
    expect(run).toHaveBeenCalledTimes(1);
    await user.keyboard('{Escape}');
    expect(close).toHaveBeenCalled();
  });
});

describe('a menu over other layers', () => {
  it('lies in the dialog that its button is in, for nothing behind a dialog can be pressed', async () => {
    const user = userEvent.setup();
    const dialog = document.body.appendChild(document.createElement('dialog'));
    dialog.setAttribute('open', '');
    render(Menu, { props: { label: 'Templates', plain: true, items: [{ label: 'Keep', run: vi.fn() }], children: words('…') }, target: dialog } as never);
    screen.getByRole('button', { name: 'Templates' }).focus();
    await user.keyboard('{Enter}');
    expect((await screen.findByRole('menuitem', { name: 'Keep' })).closest('dialog')).toBe(dialog);
    dialog.remove();
  });

  it('at the pointer closes with Tab, instead of staying open behind the focus', async () => {
    const user = userEvent.setup();
    const close = vi.fn();
    render(FloatingMenu, { label: 'Anna', x: 5, y: 5, items: [{ label: 'Open', run: vi.fn() }], onclose: close });
    await waitFor(() => expect(document.activeElement?.closest('[role=menu]')).not.toBeNull());
    await user.keyboard('{Tab}');
    expect(close).toHaveBeenCalledTimes(1);
  });

  it('at the pointer gives way to the right button elsewhere, and not to itself', async () => {
    const close = vi.fn();
    render(FloatingMenu, { label: 'Anna', x: 5, y: 5, items: [{ label: 'Open', run: vi.fn() }], onclose: close });
    const inside = new MouseEvent('contextmenu', { bubbles: true, cancelable: true });
    (await screen.findByRole('menuitem', { name: 'Open' })).dispatchEvent(inside);
    expect(inside.defaultPrevented, 'the menu has no menu of its own').toBe(true);
    expect(close).not.toHaveBeenCalled();
  });
});

describe('a passing note', () => {
  afterEach(() => void vi.useRealTimers());

  it('does what it offers, once, and is gone', async () => {
    const user = userEvent.setup();
    const [run, close] = [vi.fn(), vi.fn()];
    render(Toast, { text: 'Deleted Anna', action: { label: 'Undo', run }, onclose: close });
    await user.tab();
    await user.keyboard('{Enter}');
    expect(run).toHaveBeenCalledTimes(1);
    expect(close).toHaveBeenCalledTimes(1);
  });

  it('offers a second way where there are two, and goes with either', async () => {
    const user = userEvent.setup();
    const [run, other, close] = [vi.fn(), vi.fn(), vi.fn()];
    render(Toast, { text: 'Whose is it?', action: { label: 'Choose', run }, other: { label: 'New', run: other }, onclose: close });
    await user.click(screen.getByRole('button', { name: 'New' }));
    expect([run.mock.calls.length, other.mock.calls.length, close.mock.calls.length]).toEqual([0, 1, 1]);
  });

  it('goes by itself, but never while somebody points at it or has stepped into it', async () => {
    vi.useFakeTimers();
    const close = vi.fn();
    render(Toast, { text: 'Deleted Anna', stay: 8000, action: { label: 'Undo', run: vi.fn() }, onclose: close });
    screen.getByRole('button', { name: 'Undo' }).focus();
    vi.advanceTimersByTime(60_000);
    expect(close, 'Undo must not vanish under the finger').not.toHaveBeenCalled();
    screen.getByRole('button', { name: 'Undo' }).blur();
    vi.advanceTimersByTime(8000);
    expect(close).toHaveBeenCalledTimes(1);
  });
});

describe('a panel that drops', () => {
  it('opens from its button and is named like it', async () => {
    const user = userEvent.setup();
    render(Popover, { label: 'Filter', trigger: words('Filter'), children: words('Conditions') });
    await user.click(screen.getByRole('button', { name: 'Filter' }));
    await waitFor(() => expect(screen.getByRole('dialog', { name: 'Filter' }).textContent).toContain('Conditions'));
  });

  it('closed by Esc, gives the keys back to its button, though a field of it had taken them at once', async () => {
    const user = userEvent.setup();
    const field = createRawSnippet(() => ({ render: () => '<input aria-label="Search">', setup: (node) => (node as HTMLElement).focus() }));
    render(Popover, { label: 'View', trigger: words('View'), children: field });
    screen.getByRole('button', { name: 'View' }).focus();
    await user.keyboard('{Enter}');
    await waitFor(() => expect(document.activeElement?.getAttribute('aria-label')).toBe('Search'));
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await waitFor(() => expect(document.activeElement?.textContent).toContain('View'));
  });
});

describe('what only tells', () => {
  it('a refusal is read aloud at once, a hint is not', () => {
    render(Notice, { tone: 'bad', children: words('The disk is full.') });
    expect(screen.getByRole('alert').textContent).toContain('The disk is full.');
    render(Notice, { tone: 'info', children: words('For your information') });
    expect(screen.getAllByRole('alert').length).toBe(1);
  });

  it('an empty page says why and what to do', () => {
    render(EmptyState, { title: 'No customers yet', text: 'Bring them in from a file.', children: words('Import') });
    expect(screen.getByRole('heading', { name: 'No customers yet' })).toBeTruthy();
    expect(screen.getByText('Import')).toBeTruthy();
  });

  it('initials are taken from the words of a name, whatever it is written in', () => {
    const initials = (name: string) => render(Avatar, { name }).container.textContent?.trim();
    expect(initials('Anna Jensen')).toBe('AJ');
    expect(initials('Łukasz')).toBe('Ł');
    expect(initials('…'), 'a name without letters still has a mark').toBe('·');
  });

  it('a badge carries its meaning in its word', () => {
    render(Badge, { text: 'Overdue', tone: 'bad' });
    expect(screen.getByText('Overdue')).toBeTruthy();
  });
});
