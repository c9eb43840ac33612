/** Settings that core keeps as a code and people pick by its name: country, currency and time zone. */
import { currentLocale, t } from '../../i18n';
import { COUNTRIES, CURRENCIES } from '../app/places';

type Option = { value: string; label: string };

const byLabel = (a: Option, b: Option) => a.label.localeCompare(b.label, currentLocale());

/** The name of a country in the window's language, from its ISO 3166 code. */
export function regionName(code: string): string {
  return named('region', code);
}

function named(type: 'region' | 'currency', code: string): string {
  try {
    return new Intl.DisplayNames([currentLocale()], { type }).of(code) ?? code;
  } catch {
    return code;
  }
}

/** What a setting can be picked from; null where it is typed. What stands in the book is always among it. */
export function settingOptions(name: string, value: string): Option[] | null {
  const within = (codes: string[]) => (value === '' || codes.includes(value) ? codes : [value, ...codes]);
  switch (name) {
    case 'country':
      return [...(value === '' ? [{ value: '', label: t('common.none') }] : []), ...within(COUNTRIES).map((code) => ({ value: code, label: named('region', code) })).sort(byLabel)];
    case 'currency':
      return within(CURRENCIES).map((code) => ({ value: code, label: `${code} · ${named('currency', code)}` }));
    case 'zone':
    case 'dueZone':
      return [{ value: '', label: t(name === 'zone' ? 'settings.zoneNone' : 'followUp.zoneHere') }, ...within(Intl.supportedValuesOf('timeZone')).map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))];
    default:
      return null;
  }
}
