/** The dialogs whose drafts are told of on Today: what is being done in each, and on which record's page it opens. */
import type { Kind } from '../../api/generated';
import { t, tMaybe } from '../../i18n';
import { choiceLabel } from '../records/labels';
import { MAKE_WORDS, type DocumentKind } from '../sales/kinds';
import { plainly } from './elsewhere';

export interface DialogSpec {
  kind: Kind;
  what: string;
}

/** What a draft of this name was typed into; null where no address leads to it. */
export function dialogOf(name: string): DialogSpec | null {
  const [first, second = ''] = name.split('.');
  const on = (kind: Kind, words: string): DialogSpec => ({ kind, what: plainly(words) });
  switch (first) {
    case 'payment': return on('sale', t('sale.recordPayment'));
    case 'ship': return on('sale', t('sale.ship'));
    case 'deposit': return on('sale', t('sale.deposit'));
    case 'repeat': return on('sale', t('sale.repeat'));
    case 'write_off': return on('sale', t('sale.writeOff'));
    case 'make': return second in MAKE_WORDS ? on('sale', t(MAKE_WORDS[second as DocumentKind])) : null;
    case 'deal': return on('deal', second === 'next' ? t('deal.nextStepAsk') : second === 'won' ? t('deal.win') : second === 'lost' ? t('deal.lose') : t('deal.moveIt'));
    case 'case': return on('case', t(second === 'resolve' ? 'case.resolveIt' : 'case.closeIt'));
    case 'complete': return on('follow_up', t('followUp.complete'));
    case 'log': return on('customer', tMaybe(`log.${second}.short`, choiceLabel('interaction', 'channel', second)));
    case 'relate': return on('customer', t('people.connect'));
    case 'convert': return on('customer', t('lead.convert'));
    case 'options': return on('product', t('variants.title'));
    default: return null;
  }
}
