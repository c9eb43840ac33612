/** Words as they are compared: small, and without the marks that not every keyboard has. */
import { currentLocale } from './index';

export const folded = (text: string) => text.toLocaleLowerCase(currentLocale()).normalize('NFD').replace(/[\u0300-\u036f]/g, '');
