/** Letters to many at once, as one file: reminders to those who are late, statements to those who owe. */
import { rpc } from '../../api/rpc';
import type { JobStarted, LettersWritten } from '../../api/generated';
import { t } from '../../i18n';
import { jobs } from '../app/jobs.svelte';
import { toasts } from '../app/toasts.svelte';

async function written(begin: () => Promise<JobStarted | null>): Promise<boolean> {
  try {
    const started = await begin();
    if (started === null) return false;
    const result = await jobs.follow<LettersWritten>(started.job);
    toasts.show([t('letters.done', { count: result.letters, path: result.path }), ...(result.notices ?? [])].join(' '), { stay: 10_000 });
    return true;
  } catch (thrown) {
    toasts.refuse(thrown);
    return false;
  }
}

/** Reminders for these invoices, each noted and filed at its customer; with `look` only the letters, and nothing is noted. */
export function reminderLetters(ids: string[], look = false): Promise<boolean> {
  return written(() => rpc('payments.letters', { ids, preview: look }));
}

/** Statements of account of these customers; of all who owe something when none are named. */
export function statements(customerIds: string[]): Promise<boolean> {
  return written(() => rpc('reports.statements', { customerIds }));
}
