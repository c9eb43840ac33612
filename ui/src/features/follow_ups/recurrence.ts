/** The repetitions people ask for, as RRULE text; others are kept as they are. */
import { t } from '../../i18n';

export const REPETITIONS = ['', 'FREQ=DAILY', 'FREQ=WEEKLY', 'FREQ=WEEKLY;INTERVAL=2', 'FREQ=MONTHLY', 'FREQ=MONTHLY;INTERVAL=3', 'FREQ=MONTHLY;INTERVAL=6', 'FREQ=YEARLY'];

/** A rule in words. */
export function recurrenceLabel(rule: string): string {
  switch (rule.replace(/^RRULE:/, '')) {
    case '':
      return t('repeat.never');
    case 'FREQ=DAILY':
      return t('repeat.daily');
    case 'FREQ=WEEKLY':
      return t('repeat.weekly');
    case 'FREQ=WEEKLY;INTERVAL=2':
      return t('repeat.everyWeeks', { count: 2 });
    case 'FREQ=MONTHLY':
      return t('repeat.monthly');
    case 'FREQ=MONTHLY;INTERVAL=3':
      return t('repeat.everyMonths', { count: 3 });
    case 'FREQ=MONTHLY;INTERVAL=6':
      return t('repeat.everyMonths', { count: 6 });
    case 'FREQ=YEARLY':
      return t('repeat.yearly');
    default:
      return t('repeat.own', { rule });
  }
}
