/** Dragging by pointer: works the same with mouse, pen and finger, and where the system's own dragging is taken. */

export interface DragHooks {
  /** Where it may be dropped. */
  target: string;
  onover: (target: HTMLElement | null) => void;
  ondrop: (target: HTMLElement) => void;
  onend: () => void;
}

/** Pixels before a press becomes a drag. */
const THRESHOLD = 5;

/** Follows a press on an element; a press that does not move stays a click. */
export function beginDrag(event: PointerEvent, hooks: DragHooks): void {
  if (event.button !== 0 || !(event.currentTarget instanceof HTMLElement)) return;
  const source = event.currentTarget;
  const from = { x: event.clientX, y: event.clientY };
  let ghost: HTMLElement | null = null;
  let over: HTMLElement | null = null;

  const lift = () => {
    const box = source.getBoundingClientRect();
    ghost = source.cloneNode(true) as HTMLElement;
    ghost.setAttribute('aria-hidden', 'true');
    ghost.removeAttribute('id');
    Object.assign(ghost.style, { position: 'fixed', zIndex: '80', left: `${box.left}px`, top: `${box.top}px`, width: `${box.width}px`, margin: '0', pointerEvents: 'none', boxShadow: 'var(--shadow-pop)', opacity: '0.95' });
    document.body.append(ghost);
  };

  const move = (now: PointerEvent) => {
    if (ghost === null) {
      if (Math.hypot(now.clientX - from.x, now.clientY - from.y) < THRESHOLD) return;
      lift();
    }
    now.preventDefault();
    if (ghost !== null) ghost.style.transform = `translate(${now.clientX - from.x}px, ${now.clientY - from.y}px)`;
    const found = document.elementFromPoint(now.clientX, now.clientY)?.closest<HTMLElement>(hooks.target) ?? null;
    if (found !== over) hooks.onover((over = found));
  };

  const end = (dropped: boolean) => {
    window.removeEventListener('pointermove', move);
    window.removeEventListener('pointerup', up);
    window.removeEventListener('pointercancel', cancel);
    window.removeEventListener('keydown', key, true);
    if (ghost !== null) {
      ghost.remove();
      // The click that ends a drag must not open what was dragged.
      const swallow = (click: MouseEvent) => {
        click.preventDefault();
        click.stopPropagation();
      };
      window.addEventListener('click', swallow, { capture: true, once: true });
      setTimeout(() => window.removeEventListener('click', swallow, { capture: true }), 0);
    }
    hooks.onover(null);
    hooks.onend();
    if (dropped && ghost !== null && over !== null) hooks.ondrop(over);
  };

  const up = () => end(true);
  const cancel = () => end(false);
  const key = (pressed: KeyboardEvent) => {
    if (pressed.key !== 'Escape' || ghost === null) return;
    pressed.preventDefault();
    pressed.stopPropagation();
    end(false);
  };

  window.addEventListener('pointermove', move);
  window.addEventListener('pointerup', up);
  window.addEventListener('pointercancel', cancel);
  window.addEventListener('keydown', key, true);
}
