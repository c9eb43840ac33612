import ArrowLeft from '@lucide/svelte/icons/arrow-left';
import Plus from '@lucide/svelte/icons/plus';
import { render } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';

describe('an icon', () => {
  it('is drawn as the library drew it, each time anew, and is not read out', () => {
    const { container } = render(Plus, { size: 16 });
    const again = render(Plus, { size: 20 }).container;
    const icon = container.querySelector('svg');
    expect([icon?.getAttribute('width'), icon?.getAttribute('viewBox'), icon?.getAttribute('aria-hidden')]).toEqual(['16', '0 0 24 24', 'true']);
    expect(icon?.classList.contains('lucide'), 'the width of its lines is set for this class').toBe(true);
    expect(icon?.hasAttribute('stroke-width'), 'the component of the library gives this; ours is the quick one').toBe(false);
    const drawing = (root: Element) => [...root.querySelectorAll('path')].map((line) => line.getAttribute('d'));
    expect(drawing(container)).toEqual(['M5 12h14', 'M12 5v14']);
    expect(drawing(again), 'a second icon does not take the lines of the first').toEqual(drawing(container));
  });

  it('is turned round where one reads from right to left only if it points along', () => {
    expect(render(ArrowLeft).container.querySelector('.lucide.along'), 'Back points back in every language').not.toBeNull();
    expect(render(Plus).container.querySelector('.along')).toBeNull();
  });
});
