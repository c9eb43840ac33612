/** Where a menu opens that was asked for at something: under the pointer, or at the thing itself when a key asked. */
export function menuPlace(event: MouseEvent & { currentTarget: EventTarget & Element }): { x: number; y: number } {
  if (event.clientX !== 0 || event.clientY !== 0) return { x: event.clientX, y: event.clientY };
  const box = event.currentTarget.getBoundingClientRect();
  return { x: box.left + Math.min(12, box.width / 2), y: box.bottom - Math.min(8, box.height / 2) };
}
