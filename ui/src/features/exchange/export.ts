/** Writes a list as a file; the core asks where to. */
import { rpc } from '../../api/rpc';
import type { FileWritten, Kind } from '../../api/generated';
import { t } from '../../i18n';
import { jobs } from '../app/jobs.svelte';
import { toasts } from '../app/toasts.svelte';

/** Exports the records that match, for a spreadsheet or exactly. */
export async function exportList(kind: Kind, where: string | null, profile: 'spreadsheet' | 'exact' = 'spreadsheet'): Promise<void> {
  try {
    const started = await rpc('export.run', { kind, profile, where });
    if (started === null) return;
    const result = await jobs.follow<FileWritten>(started.job);
    toasts.show([t('export.doneAt', { path: result.path }), ...(result.notices ?? [])].join(' '), { stay: 8000 });
  } catch (thrown) {
    toasts.refuse(thrown);
  }
}
