/** Leads whoever was refused to the first field that is wrong, also when its section is closed; without one, to the words above. */
export function showRefusal(form: HTMLElement | undefined): void {
  // The field must have been told first.
  requestAnimationFrame(() => {
    const wrong = form?.querySelector<HTMLElement>('[aria-invalid="true"]') ?? form?.querySelector<HTMLElement>('.notice');
    wrong?.closest('details')?.setAttribute('open', '');
    if (wrong?.matches('.notice')) wrong.scrollIntoView?.({ block: 'nearest' });
    else wrong?.focus();
  });
}
