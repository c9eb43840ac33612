/** What was promised of a case next, in words; the core says what comes next, by when, and whether it is late. */
import type { Tone } from '../../components/Badge.svelte';
import type { Case } from '../../api/generated';
import { t } from '../../i18n';
import { dayMonth, dayOf, relativeDate, timeOfDay } from '../../i18n/format';
import { wallTime } from '../../i18n/zone';

export interface PromiseWords {
  text: string;
  tone: Tone;
  late: boolean;
}

/** "Today, 14:00", "Yesterday", "24 Nov": near days with words, others by their date. */
export function promisedWhen(value: string, today: string): string {
  const day = dayOf(value);
  if (day === today) return `${relativeDate(day, today)}, ${timeOfDay(wallTime(new Date(value)))}`;
  const words = relativeDate(day, today);
  return /\d/.test(words) ? dayMonth(day) : words;
}

/** Nothing where nothing is promised any more. */
export function promiseOf(one: Pick<Case, 'promised' | 'promisedAnswer' | 'late'>, today: string): PromiseWords | null {
  if (one.promised === null || one.promised === undefined) return null;
  const late = one.late === 'promised';
  const when = inside(promisedWhen(one.promised, today));
  const text = late ? t(one.promisedAnswer === true ? 'case.answerLate' : 'case.settledLate', { when }) : t(one.promisedAnswer === true ? 'case.answerPromised' : 'case.settledPromised', { when });
  return { text, late, tone: late ? 'bad' : dayOf(one.promised) === today ? 'warn' : 'neutral' };
}

/** As it stands within a sentence. */
function inside(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}
