/** Writes a list as a file; the core asks where to. */
import { rpc } from '../../api/rpc';
import type { FileWritten, Kind, RpcSchema } from '../../api/generated';
import { t } from '../../i18n';
import { jobs } from '../app/jobs.svelte';
import { toasts } from '../app/toasts.svelte';

/** Exports the records that match, for a spreadsheet or exactly. */
export function exportList(kind: Kind, where: string | null, profile: 'spreadsheet' | 'exact' = 'spreadsheet'): Promise<void> {
  return written({ kind, profile, where: where ?? undefined });
}

/** Exports these customers for a spreadsheet. */
export function exportThese(ids: string[]): Promise<void> {
  return written({ kind: 'customer', profile: 'spreadsheet', ids });
}

/** Writes customers as address cards (vCard), which telephones and letter programs read. */
export function exportCards(where: string | null, ids: string[] | null): Promise<void> {
  return written({ kind: 'customer', profile: 'spreadsheet', where: where ?? undefined, ids: ids ?? undefined, format: 'vcard' });
}

async function written(request: RpcSchema['export.run'][0]): Promise<void> {
  try {
    const started = await rpc('export.run', request);
    if (started === null) return;
    const result = await jobs.follow<FileWritten>(started.job);
    toasts.show([t('export.doneAt', { path: result.path }), ...(result.notices ?? [])].join(' '), { stay: 8000 });
  } catch (thrown) {
    toasts.refuse(thrown);
  }
}
