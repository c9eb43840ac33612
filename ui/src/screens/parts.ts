/** The parts of the settings, for the screens. */
export { SETTINGS_PARTS, type SettingsPart } from '../features/settings/parts';
