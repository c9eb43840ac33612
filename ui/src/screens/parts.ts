/** The parts of the settings, in their order. */
export const SETTINGS_PARTS = ['business', 'money', 'numbers', 'staff', 'deals', 'appearance', 'language', 'keyboard', 'data', 'about'] as const;
