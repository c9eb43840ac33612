/** What each error code means to the person: how loudly it is said, under which heading, and what can be done. */
import type { MessageKey } from '../i18n';

/** How an error is shown: beside the field, as a passing note, or as a page of its own. */
export type Severity = 'field' | 'note' | 'block';
/** What the window offers beside the sentence. */
export type ErrorAction = 'retry' | 'reload' | 'restore' | 'pickBook' | 'none';

export interface ErrorLook {
  severity: Severity;
  title: MessageKey;
  action: ErrorAction;
}

const TABLE: Record<string, ErrorLook> = {
  invalid: { severity: 'field', title: 'error.invalid', action: 'none' },
  not_found: { severity: 'note', title: 'error.notFound', action: 'reload' },
  filter: { severity: 'field', title: 'error.filter', action: 'none' },
  file: { severity: 'note', title: 'error.file', action: 'retry' },
  disk_full: { severity: 'block', title: 'error.diskFull', action: 'retry' },
  locked: { severity: 'block', title: 'error.locked', action: 'retry' },
  newer_format: { severity: 'block', title: 'error.newerFormat', action: 'pickBook' },
  damaged: { severity: 'block', title: 'error.damaged', action: 'restore' },
  nothing_to: { severity: 'note', title: 'error.nothingTo', action: 'none' },
  conflict: { severity: 'note', title: 'error.conflict', action: 'reload' },
  cancelled: { severity: 'note', title: 'error.cancelled', action: 'none' },
  no_book: { severity: 'block', title: 'error.noBook', action: 'pickBook' },
  internal: { severity: 'note', title: 'error.internal', action: 'retry' },
};

const UNKNOWN: ErrorLook = { severity: 'note', title: 'error.internal', action: 'retry' };

/** The look of an error code; an unknown code is treated like an internal one. */
export function errorLook(code: string): ErrorLook {
  return TABLE[code] ?? UNKNOWN;
}
