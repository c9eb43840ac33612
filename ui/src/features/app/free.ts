/** Where a note can stand without lying over anything that is pressed or typed into. */

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Space left free around a note. */
const GAP = 8;
/** How far apart two places are that are tried one above the other. */
const STEP = 8;

const apart = (a: Box, b: Box) => a.right + GAP <= b.left || b.right + GAP <= a.left || a.bottom + GAP <= b.top || b.bottom + GAP <= a.top;

/** How much of what is pressed lies under a note. */
function covered(box: Box, taken: Box[]): number {
  return taken.reduce((sum, other) => sum + Math.max(0, Math.min(box.right, other.right) - Math.max(box.left, other.left)) * Math.max(0, Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top)), 0);
}

/** How much of the room, from its foot, is looked through: what is read stands above. */
const LOOKED_THROUGH = 0.35;

/**
 * The place for a note of this size: as far down as can be, at the side where reading begins, else in the middle or at the
 * other side. One that stood somewhere stays there as long as nothing is under it. Where everything is full it would
 * rather lie over a link in a text than over a button, and in the end over as little as it can.
 */
export function freePlace(room: Box, size: { width: number; height: number }, pressed: Box[], links: Box[], backwards: boolean, before: { left: number; top: number } | null = null): { left: number; top: number } {
  const at = ({ left, top }: { left: number; top: number }): Box => ({ left, top, right: left + size.width, bottom: top + size.height });
  const fits = (box: Box) => box.left >= room.left && box.right <= room.right && box.top >= room.top && box.bottom <= room.bottom;
  const isFree = (box: Box, taken: Box[]) => taken.every((other) => apart(box, other));
  const start = room.left;
  const end = Math.max(room.left, room.right - size.width);
  const sides = backwards ? [end, (start + end) / 2, start] : [start, (start + end) / 2, end];
  const lowest = room.bottom - size.height;
  const rows = Array.from({ length: Math.max(1, Math.ceil((LOOKED_THROUGH * (room.bottom - room.top)) / STEP)) }, (_, index) => lowest - index * STEP);
  const places = rows.flatMap((top) => sides.map((left) => ({ left, top })));
  for (const taken of [[...pressed, ...links], pressed]) {
    const free = [...(before !== null && fits(at(before)) ? [before] : []), ...places].find((place) => isFree(at(place), taken));
    if (free !== undefined) return free;
  }
  const under = places.map((place) => covered(at(place), pressed));
  return places[under.indexOf(Math.min(...under))] ?? { left: start, top: lowest };
}
