/** The parts of the settings, in their order. */
export const SETTINGS_PARTS = ['business', 'money', 'payment', 'stock', 'accounting', 'numbers', 'staff', 'deals', 'fields', 'words', 'appearance', 'language', 'keyboard', 'data', 'about'] as const;
export type SettingsPart = (typeof SETTINGS_PARTS)[number];
