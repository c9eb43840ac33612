// Days and times are those of the owner's wall: the core counts by it, and a rep's computer may stand in another zone.
import { afterEach, describe, expect, it } from 'vitest';
import { snoozeTimes } from '../../src/features/follow_ups/reminders';
import { promisedWhen } from '../../src/features/cases/promise';
import { dayOf, instant } from '../../src/i18n/format';
import { setZone, wallTime, whenOnWall } from '../../src/i18n/zone';

afterEach(() => setZone(''));

describe('the owner’s wall', () => {
  const late = '2026-11-22T23:30:00Z';

  it('says on which day something was, as the core does', () => {
    setZone('Asia/Tokyo');
    expect([dayOf(late), instant(late)]).toEqual(['2026-11-23', '23 Nov 2026, 08:30']);
    expect(promisedWhen(late, '2026-11-23'), 'promised for this morning').toBe('Today, 8:30');
    setZone('America/New_York');
    expect([dayOf(late), instant(late)]).toEqual(['2026-11-22', '22 Nov 2026, 18:30']);
    expect(dayOf('2026-11-22'), 'a day has no zone').toBe('2026-11-22');
  });

  it('reads a time as it is meant there, on both sides of a change of clocks', () => {
    setZone('Europe/Berlin');
    expect(whenOnWall('2026-10-24', '10:00')?.toISOString()).toBe('2026-10-24T08:00:00.000Z');
    expect(whenOnWall('2026-10-26', '10:00')?.toISOString()).toBe('2026-10-26T09:00:00.000Z');
    expect(whenOnWall('2026-03-29', '02:30')?.toISOString(), 'an hour that is left out is the one after it').toBe('2026-03-29T01:30:00.000Z');
    expect([whenOnWall('2026-02-30', '10:00'), whenOnWall('2026-02-01', 'noon')], 'what is no time is not made one').toEqual([null, null]);
    expect(wallTime(new Date('2026-07-01T07:05:00Z'))).toBe('09:05');
  });

  it('puts a reminder off until morning there', () => {
    setZone('Asia/Tokyo');
    const until = Object.fromEntries(snoozeTimes(new Date(late)).map((one) => [one.label, one.until.toISOString()]));
    expect(until['Tomorrow morning'], '9:00 in Tokyo on the 24th').toBe('2026-11-24T00:00:00.000Z');
    expect(until['On Monday'], 'it is Monday there already').toBe('2026-11-30T00:00:00.000Z');
  });
});
