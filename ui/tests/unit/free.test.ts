/** Where a passing note stands. */
import { describe, expect, it } from 'vitest';
import { freePlace } from '../../src/features/app/free';

const room = { left: 248, top: 16, right: 1008, bottom: 684 };
const size = { width: 320, height: 44 };
const foot = { left: 248, top: 640 };

describe('a note', () => {
  it('stands at the foot where reading begins', () => {
    expect(freePlace(room, size, [], [], false)).toEqual(foot);
    expect(freePlace(room, size, [], [], true), 'which is the other side from right to left').toEqual({ left: 688, top: 640 });
  });

  it('lies over nothing that is pressed: it steps aside first, then up', () => {
    const button = { left: 260, top: 650, right: 360, bottom: 680 };
    const aside = freePlace(room, size, [button], [], false);
    expect(aside).toEqual({ left: 468, top: 640 });
    const bar = { left: 248, top: 620, right: 1008, bottom: 684 };
    expect(freePlace(room, size, [bar], [], false).top, 'above a bar over the whole width').toBeLessThanOrEqual(620 - 8 - 44);
  });

  it('stays where it is while nothing comes under it, so that it does not move about', () => {
    expect(freePlace(room, size, [], [], false, { left: 468, top: 600 })).toEqual({ left: 468, top: 600 });
    expect(freePlace(room, size, [{ left: 500, top: 600, right: 560, bottom: 630 }], [], false, { left: 468, top: 600 })).toEqual(foot);
  });

  it('would rather lie over a link in a text than over a button', () => {
    const words = { left: 248, top: 400, right: 1008, bottom: 684 };
    const button = { left: 260, top: 650, right: 360, bottom: 680 };
    expect(freePlace(room, size, [button], [words], false)).toEqual({ left: 468, top: 640 });
  });

  it('covers as little as it can where everything is full', () => {
    const full = { left: 0, top: 0, right: 1280, bottom: 800 };
    const half = { left: 248, top: 500, right: 600, bottom: 684 };
    const place = freePlace(room, size, [full, half], [], false);
    expect(place.left).toBeGreaterThan(248);
  });
});
