import { afterEach, describe, expect, it } from 'vitest';
import { datePattern, dateTyped, readDate } from '../../src/i18n/dates';
import { setLanguage } from '../../src/i18n';

const TODAY = '2026-11-22';
const read = (typed: string) => readDate(typed, TODAY);

describe('a date as it is typed', () => {
  afterEach(() => setLanguage('en', 'GB'));

  it('is read in every way people write it where the day comes first', () => {
    setLanguage('de', 'DE');
    for (const typed of ['5.3.2027', '05.03.2027', '5.3.27', '5.3.', '5.3', '5/3/27', '5-3-27', '5 3 2027', '050327', '05032027', '0503', '2027-03-05', '5. März 2027', '5 märz', '5 Mär 27']) expect(read(typed), typed).toBe('2027-03-05');
    expect(dateTyped('2027-03-05')).toBe('05.03.2027');
    expect(datePattern()).toBe('TT.MM.JJJJ');
  });

  it('is read with the month first where people write it so', () => {
    setLanguage('en', 'US');
    for (const typed of ['3/5/2027', '3/5/27', '3/5', '0305', 'Mar 5', 'March 5, 2027']) expect(read(typed), typed).toBe('2027-03-05');
    expect(dateTyped('2027-03-05')).toBe('03/05/2027');
  });

  it('without a year is the one nearest to today', () => {
    setLanguage('de', 'DE');
    expect(read('5.11.'), 'two weeks ago, not in a year').toBe('2026-11-05');
    expect(read('5.3.'), 'in spring, not last spring').toBe('2027-03-05');
    expect(read('29.2.'), 'a day that only a leap year has').toBeNull();
    expect(read('7'), 'a day of this month').toBe('2026-11-07');
  });

  it('is told from today in the words of the language', () => {
    setLanguage('en', 'GB');
    expect([read('today'), read('tomorrow'), read('tom'), read('yesterday'), read('fri'), read('Sunday'), read('+3'), read('-1')]).toEqual(['2026-11-22', '2026-11-23', '2026-11-23', '2026-11-21', '2026-11-27', '2026-11-29', '2026-11-25', '2026-11-21']);
    setLanguage('de', 'DE');
    expect([read('heute'), read('morgen'), read('übermorgen'), read('gestern'), read('Fr'), read('mittwoch')]).toEqual(['2026-11-22', '2026-11-23', '2026-11-24', '2026-11-21', '2026-11-27', '2026-11-25']);
  });

  it('is told by how long from today, as the language says it', () => {
    setLanguage('en', 'GB');
    expect([read('in 3 weeks'), read('In 10 days'), read('in 1 month'), read('next week'), read('2 days ago'), read('in 1 year')]).toEqual(['2026-12-13', '2026-12-02', '2026-12-22', '2026-11-29', '2026-11-20', '2027-11-22']);
    expect(readDate('in 1 month', '2027-01-31'), 'a month that has no 31st ends earlier').toBe('2027-02-28');
    setLanguage('de', 'DE');
    expect([read('in 3 Wochen'), read('in 2 Monaten'), read('nächste Woche'), read('nächsten Monat'), read('vor 2 Tagen')]).toEqual(['2026-12-13', '2027-01-22', '2026-11-29', '2026-12-22', '2026-11-20']);
    for (const typed of ['in 3', 'in Wochen', 'in 3 Kisten', '0027-01-01']) expect(read(typed), typed).toBeNull();
  });

  it('is no date when there is no such day, or when nobody can tell', () => {
    setLanguage('de', 'DE');
    for (const typed of ['', '31.2.2027', '5.13.2027', '0.3.', '5.3.2', '5.3.202', '5.3.0027', '123', 'bald', '5.3.27.1', '32', 'mär']) expect(read(typed), typed).toBeNull();
    expect(read('5.3.85'), 'a year far ahead is one of the last century').toBe('1985-03-05');
  });
});
