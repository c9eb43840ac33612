/** E-mails dropped on the window: each is filed with whom it is from or to; the core reads it and finds them. */
import { announce, rpc } from '../../api/rpc';
import type { FiledMail, Kind, MailAddress } from '../../api/generated';
import { t } from '../../i18n';
import { toasts, undoOperation } from '../app/toasts.svelte';
import { openPage } from '../customers/page';
import { creating } from '../records/creating.svelte';
import { choosing } from './choosing.svelte';

/** The customer, deal or case that an e-mail was dropped on; it belongs there, whoever sent it. */
interface About {
  customerId?: string;
  dealId?: string;
  caseId?: string;
  /** The address that nobody was known by is theirs from now on. */
  remember?: boolean;
}

/** What an e-mail is about that was let go of over a record. */
export function aboutOf(kind: Kind, id: string): About {
  return kind === 'customer' ? { customerId: id } : kind === 'deal' ? { dealId: id } : kind === 'case' ? { caseId: id } : {};
}

/** What a new customer begins with when only the sender is known. */
function sender({ name, address }: MailAddress): Record<string, unknown> {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const called = words.length === 0 ? { lastName: address.split('@')[0] ?? address } : words.length === 1 ? { lastName: words[0] } : { firstName: words.slice(0, -1).join(' '), lastName: words.at(-1) };
  return { ...called, emails: [{ label: '', address }] };
}

/** Nobody is known by the address: a new customer is made, and the e-mail goes with them. */
async function withNew(path: string, who: MailAddress): Promise<void> {
  const made = await creating.ask('customer', sender(who));
  if (made !== null) await file(path, { customerId: made.id });
}

/** Somebody in the book has written from an address that is not theirs yet. */
async function withChosen(path: string, who: MailAddress): Promise<void> {
  const { customerId, remember } = await choosing.ask(who.address);
  if (customerId !== null) await file(path, { customerId, remember });
}

function tell(path: string, filed: FiledMail): void {
  announce({ type: 'changed', seq: 0, changed: filed.changed });
  const [unknown, { opId }, [customerId]] = [filed.unknown[0], filed, filed.customerIds];
  if (customerId === undefined && unknown !== undefined) {
    toasts.show(filed.sentence, {
      stay: 0,
      action: { label: t('mail.choose'), run: () => void withChosen(path, unknown) },
      other: { label: t('mail.makeCustomer'), run: () => void withNew(path, unknown) },
    });
  } else if (opId) {
    toasts.show(filed.sentence, { stay: 8000, action: { label: t('common.undo'), run: () => void undoOperation(opId) } });
  } else {
    toasts.show(filed.sentence, { stay: 8000, action: customerId === undefined ? null : { label: t('keys.open'), run: () => openPage(customerId) } });
  }
}

async function file(path: string, about: About): Promise<void> {
  try {
    tell(path, await rpc('interactions.fileMail', { path, ...about }));
  } catch (thrown) {
    toasts.refuse(thrown);
  }
}

/** Files them one after the other; those that cannot be read are said one by one. */
export async function fileMails(paths: string[], about: About): Promise<void> {
  for (const path of paths) await file(path, about);
}
