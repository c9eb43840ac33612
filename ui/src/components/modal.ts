/** Opens a dialog over everything else; when it goes, the focus returns to where it was. */
export function modal(node: HTMLDialogElement): { destroy: () => void } {
  const before = document.activeElement;
  node.showModal();
  return {
    destroy() {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    },
  };
}
