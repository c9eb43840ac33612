/** How many of these, counted from the last, stand side by side in so much room, where the others need a button of their own. */
export function fittingLast(widths: number[], room: number, more: number): number {
  const sum = (part: number[]) => part.reduce((whole, width) => whole + width, 0);
  if (sum(widths) <= room) return widths.length;
  let count = 0;
  while (count < widths.length && sum(widths.slice(-1 - count)) <= room - more) count += 1;
  return count;
}
