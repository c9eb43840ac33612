/** On which day somebody's birthday falls, for showing it; whom to congratulate is the core's choice. */

export interface Birthday {
  /** The day it falls on, 'YYYY-MM-DD'. */
  day: string;
  /** Which birthday it is; null when the year of birth is not known. */
  turns: number | null;
}

function leap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

/** The birthday in a year, of a date such as '1980-02-29' or '--03-01'. As in the core, 29 February is the 28th in other years. */
export function birthdayIn(value: string, year: number): Birthday | null {
  const match = /^(?:(\d{4})|-)-(\d\d-\d\d)$/.exec(value);
  if (match === null) return null;
  const monthDay = match[2] === '02-29' && !leap(year) ? '02-28' : match[2];
  const born = match[1] === undefined ? null : Number(match[1]);
  if (born !== null && born > year) return null;
  return { day: `${year}-${monthDay}`, turns: born === null ? null : year - born };
}

/** The next birthday from a day on, that day included. */
export function nextBirthday(value: string, today: string): Birthday | null {
  const year = Number(today.slice(0, 4));
  const now = birthdayIn(value, year);
  return now !== null && now.day >= today ? now : birthdayIn(value, year + 1);
}
