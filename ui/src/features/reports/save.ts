/** Writes a report as a file; the core asks where to. */
import { rpc } from '../../api/rpc';
import type { FileWritten } from '../../api/generated';
import { t } from '../../i18n';
import { jobs } from '../app/jobs.svelte';
import { toasts } from '../app/toasts.svelte';

export interface ReportParameters {
  from?: string | null;
  to?: string | null;
  customerId?: string | null;
  where?: string | null;
  /** For a report about a place: where, how far around, and only these customers in this order. */
  place?: string | null;
  km?: number | null;
  customerIds?: string[] | null;
}

/** Saves a report as PDF or CSV and says where it went. */
export async function saveReport(name: string, parameters: ReportParameters, format: 'pdf' | 'csv'): Promise<void> {
  try {
    const started = await rpc('reports.save', { name, ...parameters, format });
    if (started === null) return;
    const result = await jobs.follow<FileWritten>(started.job);
    toasts.show([t('export.doneAt', { path: result.path }), ...(result.notices ?? [])].join(' '), { stay: 8000 });
  } catch (thrown) {
    toasts.refuse(thrown);
  }
}
