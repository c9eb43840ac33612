import { describe, expect, it } from 'vitest';
import { currentLocale, setLanguage, validLocale } from '../../src/i18n';
import * as format from '../../src/i18n/format';
import { setZone } from '../../src/i18n/zone';
import { dueHere, dueTimeOf } from '../../src/features/follow_ups/when';
import { pageAddress } from '../../src/features/records/values';

describe('money', () => {
  it('as a price has all the places of its currency, and more where the price has more', () => {
    format.setCurrency('EUR');
    setLanguage('de', 'DE');
    expect(format.priceInput('9.9'), 'nobody writes 9,9 on a price tag').toBe('9,90');
    expect(format.priceInput('0.0125'), 'screws cost less than a cent').toBe('0,0125');
    expect(format.priceInput('1200'), 'what is typed on has no groups').toBe('1200,00');
    expect(format.priceInput('1200', 'JPY')).toBe('1200');
    expect(format.priceInput('about ten'), 'what is no number stays for the core to refuse').toBe('about ten');
  });

  it('is read the way people write it, in both languages', () => {
    format.setCurrency('EUR');
    setLanguage('de', 'DE');
    expect(format.readMoney('1.234,50'), 'German groups with dots').toBe(123450);
    expect(format.readMoney('12,5'), 'one place is fifty cents').toBe(1250);
    expect(format.readMoney('12.50'), 'a till writes dots even in Germany').toBe(1250);
    setLanguage('en', 'GB');
    expect(format.readMoney('1,234.50')).toBe(123450);
    expect(format.readMoney('€ 99'), 'the sign may be typed').toBe(9900);
    expect(format.readMoney('-3.20')).toBe(-320);
  });

  it('is refused rather than rounded', () => {
    format.setCurrency('EUR');
    expect(format.readMoney('1.005'), 'half a cent does not exist').toBeNull();
    expect(format.readMoney('twelve')).toBeNull();
    format.setCurrency('JPY');
    expect(format.readMoney('12.5'), 'yen have no parts').toBeNull();
    expect(format.readMoney('1250')).toBe(1250);
    format.setCurrency('EUR');
  });

  it('never goes through a binary fraction', () => {
    format.setCurrency('EUR');
    expect(format.readMoney('0.29'), '0.29 * 100 is 28.999… as a float').toBe(29);
    expect(format.readMoney('90071992547409.91')).toBe(9007199254740991);
    expect(format.readMoney('90071992547409.92'), 'beyond 2^53 digits would be lost').toBeNull();
  });

  it('has the places of its currency', () => {
    setLanguage('en', 'GB');
    expect(format.money(123456, 'EUR')).toBe('€1,234.56');
    expect(format.money(1234, 'JPY')).toBe('JP¥1,234');
    expect(format.money(1234567, 'BHD').replace(/\s/g, ' ')).toBe('BHD 1,234.567');
  });
});

describe('decimals', () => {
  it('stay the text they are', () => {
    setLanguage('de', 'DE');
    expect(format.readDecimal('007,50')).toBe('7.50');
    expect(format.readDecimal('1.000.000')).toBe('1000000');
    expect(format.decimal('12.50')).toBe('12,50');
    expect(format.decimal('1120.00'), 'what is typed has no group signs').toBe('1120,00');
    expect(format.decimalGrouped('1120.00'), 'what is read has them, like every amount beside it').toBe('1.120,00');
    expect(format.readDecimal('1,2,3')).toBeNull();
    expect(format.readDecimal('')).toBeNull();
  });
});

describe('times', () => {
  it('are read the way people write them, in both languages', () => {
    setLanguage('en', 'US');
    expect(['9', '930', '0930', '9.30', '9:30', '14h30', '2 pm', '2:30 p.m.', '12 am', '9 Uhr'].map(format.readTime)).toEqual(['09:00', '09:30', '09:30', '09:30', '09:30', '14:30', '14:00', '14:30', '00:00', '09:00']);
    expect(format.readTime(format.timeOfDay('14:30')), 'what is shown can be typed again').toBe('14:30');
    setLanguage('de', 'DE');
    expect(format.readTime(format.timeOfDay('14:30'))).toBe('14:30');
    setLanguage('en', 'GB');
  });

  it('that are none stay unread, so that nobody is woken at the wrong hour', () => {
    expect(['', '25', '9:60', '13 pm', 'noon', '12345'].map(format.readTime)).toEqual([null, null, null, null, null, null]);
  });
});

describe('dates', () => {
  it('do not move with the time zone', () => {
    setLanguage('en', 'GB');
    expect(format.date('2026-01-01')).toBe('1 Jan 2026');
    expect(format.partialDate('--02-29'), 'a birthday without its year').toBe('29 February');
    expect(format.daysBetween('2026-03-28', '2026-03-30'), 'across the change of the clocks').toBe(2);
    expect(format.addDays('2026-12-31', 1)).toBe('2027-01-01');
  });

  it('are near in words and far as dates', () => {
    expect(format.relativeDate('2026-11-21', '2026-11-21')).toBe('Today');
    expect(format.relativeDate('2026-11-18', '2026-11-21')).toBe('3 days ago');
    expect(format.relativeDate('2026-01-18', '2026-11-21')).toBe('18 Jan 2026');
    expect(format.relativeDate('31/02/2027', '2026-11-21'), 'a list shows what was typed until it is refused, and does not break').toBe('31/02/2027');
  });
});

describe('locale', () => {
  it('survives a system that calls its language C', () => {
    expect(validLocale('C')).toBeNull();
    setLanguage('', '');
    expect(() => new Intl.NumberFormat(currentLocale())).not.toThrow();
  });

  it('never mixes one language with the number signs of another', () => {
    setLanguage('en', 'DE');
    expect(currentLocale(), 'en-DE writes 1.200 but €1,200').toBe('en-GB');
    setLanguage('de', 'CH');
    expect(currentLocale()).toBe('de-CH');
  });
});

describe('the time of a follow-up', () => {
  it('is told by the clock here, and behind it by the one that is meant, on the day here', () => {
    setLanguage('en', 'GB');
    setZone('Europe/Berlin');
    const tokyo = { dueDate: '2026-11-24', dueTime: '00:30', dueZone: 'Asia/Tokyo', here: { dueDate: '2026-11-23', dueTime: '16:30' } };
    expect(dueTimeOf(tokyo)).toBe('16:30 (0:30 Tokyo)');
    expect(dueHere(tokyo).day, 'half past midnight in Tokyo is this afternoon').toBe('2026-11-23');
    expect(dueTimeOf({ dueDate: '2026-11-24', dueTime: '14:30', dueZone: '' })).toBe('14:30');
    expect(dueTimeOf({ dueDate: '2026-11-24', dueTime: '14:30', dueZone: 'Europe/Vienna', here: null }), 'where the clocks show the same no name is needed').toBe('14:30');
    expect(dueTimeOf({ dueDate: '2026-11-24', dueTime: '', dueZone: 'America/New_York' })).toBe('');
    expect(dueHere({ dueDate: '2026-11-24', dueTime: '', dueZone: 'Asia/Tokyo' }), 'a day without a time is that day').toEqual({ day: '2026-11-24', time: '' });
    setZone('');
  });
});

describe('a link', () => {
  it('opens as people write it, and only pages do', () => {
    expect(pageAddress('www.linden.example/tables')).toBe('https://www.linden.example/tables');
    expect(pageAddress(' http://linden.example ')).toBe('http://linden.example');
    for (const typed of ['javascript:alert(1)', 'file:///etc/passwd', 'see the folder', 'anna@linden.example', '']) expect(pageAddress(typed), typed).toBeNull();
  });
});

describe('an amount that is pasted', () => {
  it('may bring the sign or the code of its currency along', () => {
    setLanguage('de', 'DE');
    expect(format.readDecimal(format.bareAmount('1.234,50 €', 'EUR'))).toBe('1234.50');
    expect(format.readDecimal(format.bareAmount('EUR 99', 'EUR'))).toBe('99');
    expect(format.readDecimal(format.bareAmount('99 USD', 'EUR')), 'another currency is none of it').toBeNull();
    setLanguage('en', 'GB');
  });
});
