/** The parts of the settings, for the screens. */
export { SETTINGS_PARTS } from '../features/settings/parts';
