/**
 * Places of the page that take files. In the desktop window the shell has the drop: it tells the files and where they were let
 * go of, and the page looks what lies there. A page alone hears of a drop itself.
 */
export interface Taker {
  /** Whose the files become when they are let go of over this, in words; null when nothing here takes them. */
  whose: (under: Element) => string | null;
  take: (paths: string[], under: Element) => void | Promise<void>;
}

const takers = new WeakMap<Element, Taker>();

/** To be attached to the element over which files may be let go of. */
export function takesFiles(taker: Taker): (node: Element) => () => void {
  return (node) => {
    takers.set(node, taker);
    return () => void takers.delete(node);
  };
}

/** The innermost place that takes what is let go of over an element. */
export function takerOver(under: Element | null): Taker | null {
  for (let at = under; at !== null; at = at.parentElement) {
    const taker = takers.get(at);
    if (taker !== undefined && under !== null && taker.whose(under) !== null) return taker;
  }
  return null;
}
