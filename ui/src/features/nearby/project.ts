/** Where a point of the earth stands on the small map around a place. */

export interface Point {
  lat: number;
  lon: number;
}

/** Kilometres of one degree of latitude. */
const DEGREE_KM = 111.2;

/** A map of `size` by `size` with the centre in its middle and `km` to each edge; at these distances the earth is flat enough. */
export function projection(centre: Point, km: number, size: number): (point: Point) => { x: number; y: number } {
  const scale = size / 2 / km;
  const narrower = Math.cos((centre.lat * Math.PI) / 180);
  // Across the date line the short way round counts.
  const turn = (degrees: number) => ((degrees + 540) % 360) - 180;
  return ({ lat, lon }) => ({ x: size / 2 + turn(lon - centre.lon) * DEGREE_KM * narrower * scale, y: size / 2 - (lat - centre.lat) * DEGREE_KM * scale });
}

/** How many kilometres the map shows to each side: those who are there, but no more than was asked for and never less than a village. */
export function reachOf(centre: Point, spots: Point[], km: number): number {
  const at = projection(centre, 1, 2);
  const far = spots.map((spot) => { const { x, y } = at(spot); return Math.hypot(x - 1, y - 1); });
  return Math.min(km, Math.max(3, ...far)) * 1.15;
}

const STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500];

/** One or two circles of a round distance that fit on the map. */
export function ringsOf(reach: number): number[] {
  const step = STEPS.findLast((one) => one * 2 <= reach) ?? 1;
  return [step, step * 2];
}

/** Spots that would lie on one another, as those of one town do, together as one. */
export function together<T extends { x: number; y: number }>(spots: T[], near: number): { x: number; y: number; spots: T[] }[] {
  const groups: { x: number; y: number; spots: T[] }[] = [];
  for (const spot of spots) {
    const group = groups.find((one) => Math.hypot(one.x - spot.x, one.y - spot.y) <= near);
    if (group === undefined) groups.push({ x: spot.x, y: spot.y, spots: [spot] });
    else group.spots.push(spot);
  }
  return groups;
}

export interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const meet = (one: Box, other: Box) => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

/** Those whose box lies on none of the boxes taken, nor on one before it in the list: the first ones are worth most. */
export function unhidden<T>(list: T[], boxOf: (one: T) => Box, taken: Box[]): T[] {
  const full = [...taken];
  return list.filter((one) => {
    const box = boxOf(one);
    if (full.some((other) => meet(box, other))) return false;
    full.push(box);
    return true;
  });
}
