/** What the characters of a file can be written in; what core found is offered too when it is none of these. */
import { t } from '../../i18n';

/** Names as core says them, with whose letters they hold. */
const ENCODINGS = [
  ['UTF-8', 'all'],
  ['windows-1252', 'west'],
  ['macintosh', 'west'],
  ['IBM850', 'westDos'],
  ['IBM437', 'americaDos'],
  ['windows-1250', 'middle'],
  ['IBM852', 'middleDos'],
  ['windows-1254', 'turkish'],
  ['windows-1253', 'greek'],
  ['windows-1251', 'cyrillic'],
  ['IBM866', 'cyrillicDos'],
  ['UTF-16LE', 'all'],
  ['Shift_JIS', 'japanese'],
  ['gb18030', 'chinese'],
  ['EUC-KR', 'korean'],
] as const;

/** For a choice, that of the file first where it is none of the usual ones. */
export function encodingOptions(found: string): { value: string; label: string }[] {
  const usual = ENCODINGS.map(([name, letters]) => ({ value: name as string, label: `${t(`import.letters.${letters}`)} (${name})` }));
  return usual.some(({ value }) => value === found) ? usual : [{ value: found, label: found }, ...usual];
}
