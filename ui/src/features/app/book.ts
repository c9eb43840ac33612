/** Opening, closing and safeguarding a book. */
import { rpc } from '../../api/rpc';
import type { CheckReply } from '../../api/generated';
import { t } from '../../i18n';
import { jobs } from './jobs.svelte';
import { session } from './session.svelte';
import { toasts } from './toasts.svelte';

/** Writes a backup that has been read back and compared; the core asks where to. */
export async function backup(): Promise<void> {
  try {
    const started = await rpc('backup.run', {});
    if (started === null) return;
    const result = await jobs.follow<{ path?: string } | null>(started.job);
    toasts.show(result?.path ? t('backup.doneAt', { path: result.path }) : t('backup.done'), { stay: 10_000 });
  } catch (thrown) {
    toasts.refuse(thrown);
  }
}

/** Reads the whole book, compares it with its sums and says what was found. */
export async function checkBook(): Promise<void> {
  try {
    const started = await rpc('book.check', {});
    const result = await jobs.follow<CheckReply>(started.job);
    const text = result.sentences.join(' ') || t('settings.checkOk');
    toasts.show(text, { tone: result.ok ? 'plain' : 'bad', stay: result.ok ? 10_000 : 0 });
  } catch (thrown) {
    toasts.refuse(thrown);
  }
}

/** Closes the book and returns to the welcome page. */
export async function closeBook(): Promise<void> {
  try {
    await rpc('book.close', {});
    await session.load();
  } catch (thrown) {
    toasts.refuse(thrown);
  }
}
