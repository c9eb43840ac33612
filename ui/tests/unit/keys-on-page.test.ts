/** Where the keys are on a page that was gone to by keys. */
import { waitFor } from '@testing-library/svelte';
import { afterEach, describe, expect, it } from 'vitest';
import { keepKeys, takeFirstKeys, takeKeys } from '../../src/components/handover';
import { isNowhere } from '../../src/features/app/keys';

function page(inside: string): HTMLElement {
  document.body.innerHTML = `<a href="#/customers">Customers</a><main id="main" tabindex="-1">${inside}</main>`;
  return document.getElementById('main') as HTMLElement;
}

describe('a page that nothing on it has the keys of', () => {
  it('is heard by its heading, and Tab goes on from there', () => {
    page('<h1>Deals</h1><button>New deal</button>');
    takeKeys();
    expect(document.activeElement?.textContent).toBe('Deals');
    expect(isNowhere(document.activeElement), 'the keys of the page work as before').toBe(true);
  });

  it('gives them on to its list once that is there', () => {
    const main = page('<h1>Customers</h1>');
    takeKeys();
    main.insertAdjacentHTML('beforeend', '<div role="grid" tabindex="0"></div>');
    takeKeys();
    expect(document.activeElement?.getAttribute('role')).toBe('grid');
  });

  it('gives them to nothing that lies behind the page in sight', () => {
    page('<div inert><h1>Customers</h1><div role="grid" tabindex="0"></div></div><h1>Anna Weber</h1>');
    takeKeys();
    expect(document.activeElement?.textContent).toBe('Anna Weber');
  });

  it('takes them from nobody', () => {
    page('<h1>Deals</h1><button>New deal</button>');
    document.querySelector('button')?.focus();
    takeKeys();
    expect(document.activeElement?.tagName).toBe('BUTTON');
  });
});

describe('the first page', () => {
  it('has the keys on its heading once that is there, so that no key is lost on the body', async () => {
    const main = page('');
    takeFirstKeys();
    main.insertAdjacentHTML('beforeend', '<h1>Anna Weber</h1>');
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Anna Weber'));
    expect(document.querySelector('h1[data-unmarked]'), 'nobody has pressed anything, so nothing is framed').not.toBeNull();
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true }));
    expect(document.querySelector('h1[data-unmarked]'), 'from the first key on it is seen where one stands').toBeNull();
  });

  it('leaves them to whoever was quicker', async () => {
    const main = page('');
    takeFirstKeys();
    document.querySelector('a')?.focus();
    main.insertAdjacentHTML('beforeend', '<h1>Anna Weber</h1>');
    await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
    expect(document.activeElement?.textContent).toBe('Customers');
  });
});

describe('the keys after a command', () => {
  afterEach(() => {
    document.body.innerHTML = '';
  });

  it('go on where its button stood when it took that away, whatever the command was', async () => {
    page('<h1>Deals</h1><p><button id="first">Won</button><button>Lost</button></p>');
    const stop = keepKeys();
    const first = document.getElementById('first') as HTMLElement;
    first.focus();
    first.click();
    first.remove();
    await waitFor(() => expect(document.activeElement?.textContent, 'not on the page, from whose edge every Tab begins anew').toBe('Lost'));
    stop();
  });

  it('go to the page that came in place of the one that a key left', async () => {
    const main = page('<h1>Anna</h1><button>Edit</button>');
    const stop = keepKeys();
    const edit = document.querySelector('button') as HTMLElement;
    edit.focus();
    edit.dispatchEvent(new KeyboardEvent('keydown', { key: 'e', bubbles: true }));
    main.innerHTML = '<h1>Edit Anna</h1>';
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Edit Anna'));
    stop();
  });

  it('are left alone where they were nowhere, or a key only leads on', async () => {
    page('<h1>Deals</h1><p>Words</p><button>New</button>');
    const stop = keepKeys();
    document.querySelector('p')?.click();
    await new Promise(requestAnimationFrame);
    expect(document.activeElement, 'a press on nothing in particular').toBe(document.body);
    const button = document.querySelector('button') as HTMLElement;
    button.focus();
    button.dispatchEvent(new KeyboardEvent('keydown', { key: 'Tab', bubbles: true }));
    button.blur();
    await new Promise(requestAnimationFrame);
    expect(document.activeElement, 'Tab leads out of the window, too').toBe(document.body);
    stop();
  });
});
