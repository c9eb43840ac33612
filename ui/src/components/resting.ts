/**
 * A button that can do nothing for now. Disabled at once, it would drop the keys it has, and whoever works by key would begin
 * anew at the edge of the window; so until they go elsewhere it is only called disabled (by aria-disabled in its markup) and does nothing.
 */
export const restsWhile = (resting: boolean) => (button: HTMLButtonElement): (() => void) | undefined => {
  if (!resting) return undefined;
  const rest = () => (button.disabled = true);
  const refuse = (event: Event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  button.addEventListener('click', refuse, { capture: true });
  if (button.ownerDocument.activeElement === button) button.addEventListener('blur', rest);
  else rest();
  return () => {
    button.removeEventListener('blur', rest);
    button.removeEventListener('click', refuse, { capture: true });
    button.disabled = false;
  };
};
