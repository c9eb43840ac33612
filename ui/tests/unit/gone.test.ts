// The window is closed while something is under way.
import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import Import from '../../src/screens/Import.svelte';
import JobStrip from '../../src/features/app/JobStrip.svelte';
import { session } from '../../src/features/app/session.svelte';
import { toasts } from '../../src/features/app/toasts.svelte';
import { go } from '../../src/navigation.svelte';
import { useBackend, type Stand } from './backend';

let stand: Stand;
beforeEach(async () => {
  stand = useBackend();
  toasts.list = [];
  await session.load();
});

describe('a window that is closed while an import runs', () => {
  it('is not held up by a question, and stops nothing: the core finishes it behind the closed window', async () => {
    const user = userEvent.setup();
    go({ screen: 'import' });
    stand.answer('jobs.get', () => ({ id: 'j', label: 'Importing', state: 'running', done: 1112, total: 3000, result: null, error: null }));
    const view = render(Import);
    await user.click(await screen.findByRole('button', { name: 'Choose a file' }));
    await user.click(await screen.findByRole('button', { name: 'Try it' }));
    await screen.findByRole('progressbar');
    const closing = new Event('beforeunload', { cancelable: true });
    window.dispatchEvent(closing);
    expect(closing.defaultPrevented, 'whoever closes the window meant it').toBe(false);
    window.dispatchEvent(new Event('pagehide'));
    view.unmount();
    expect(stand.calls.some((call) => call.name === 'jobs.cancel'), 'half of an import would be none').toBe(false);
    render(JobStrip);
    await waitFor(() => expect(screen.getByText('Importing'), 'whoever only left the screen sees how far it is, and can stop it').toBeTruthy());
    expect(screen.getByRole('button', { name: /Importing/ })).toBeTruthy();
  });
});
