/** Where the keys are on a page that was gone to by keys. */
import { describe, expect, it } from 'vitest';
import { takeKeys } from '../../src/components/handover';
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
