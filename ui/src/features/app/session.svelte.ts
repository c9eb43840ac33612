/** The open book: its name, its settings, its schema, and how the window looks. */
import { rpc, onEvent, toFailure, type ApiFailure } from '../../api/rpc';
import type { Kind, KindSpec, RpcSchema, Settings } from '../../api/generated';
import { currentLanguage, currentLocale, currentNouns, setLanguage, setNouns } from '../../i18n';
import { currentCurrency, setCurrency } from '../../i18n/format';
import { currentZone, setZone } from '../../i18n/zone';
import { adoptLabels } from '../records/labels';
import { recalled, remember, remembered } from './remembered';

type Status = RpcSchema['app.status'][1];
export type Theme = 'system' | 'light' | 'dark';

const THEME_KEY = 'regulars.theme';
const DENSITY_KEY = 'regulars.density';
const LANGUAGE_KEY = 'regulars.language';
const KEYS_KEY = 'regulars.singleKeys';
const BOOK_KEY = 'regulars.book';
const NOUNS_KEY = 'regulars.nouns';

class Session {
  status = $state.raw<Status | null>(null);
  settings = $state.raw<Settings | null>(null);
  kinds = $state.raw<KindSpec[]>([]);
  failure = $state.raw<ApiFailure | null>(null);
  theme = $state<Theme>('system');
  compact = $state(false);
  singleKeys = $state(remembered(KEYS_KEY) !== 'off');
  /** What the book is called that was open last, and probably is about to be again; empty where none was. */
  readonly expected = remembered(BOOK_KEY);
  /** Changes when every word on screen has to be said anew. */
  wording = $state(0);
  #wording = '';
  /** The language that core was told by this page; after a reload core may still speak another one. */
  #spoken = '';

  /** Reads the state of the program; called at start and whenever a book is opened or closed. */
  async load(): Promise<void> {
    try {
      let status = await rpc('app.status', {});
      if (status.book != null) {
        const [settings, schema] = await Promise.all([rpc('settings.get', {}), rpc('schema.get', {})]);
        this.#declare(schema.kinds);
        await this.adopt(settings.record);
        // What opening the book had to repair is told in the language of the book.
        if (status.book.notices.length > 0) status = await rpc('app.status', {});
      } else {
        this.settings = null;
        setNouns('', '');
        await this.#look(remembered(THEME_KEY), remembered(DENSITY_KEY), remembered(LANGUAGE_KEY), '');
        // Core was not told which language is spoken here before it said why the book of last time is not open.
        if (status.notOpened != null) status = await rpc('app.status', {});
      }
      this.status = status;
      this.failure = null;
      remember(BOOK_KEY, this.name);
    } catch (thrown) {
      this.failure = toFailure(thrown);
    }
  }

  /** Asks what day it is by the core's clock. */
  async turnDay(): Promise<void> {
    const { today } = await rpc('app.status', {});
    if (this.status !== null) this.status = { ...this.status, today };
  }

  #declare(kinds: KindSpec[]): void {
    adoptLabels(kinds);
    this.kinds = kinds;
  }

  /** Asks for the declarations again: fields of the owner's own come and go while the book is open. */
  async redeclare(): Promise<void> {
    this.#declare((await rpc('schema.get', {})).kinds);
  }

  /** Takes over the book's settings. */
  async adopt(settings: Settings): Promise<void> {
    this.settings = settings;
    setCurrency(settings.currency);
    setNouns(settings.customerNoun ?? '', settings.customerNouns ?? '');
    remember(NOUNS_KEY, JSON.stringify(currentNouns()));
    await this.#look(settings.theme, settings.density, settings.language, settings.country);
  }

  /** Turns the keys without Ctrl on or off, in this window only. */
  setSingleKeys(on: boolean): void {
    this.singleKeys = on;
    remember(KEYS_KEY, on ? 'on' : 'off');
  }

  /** What the business or its book is called; empty while none is open. */
  get name(): string {
    return this.settings?.businessName || this.status?.book?.name || '';
  }

  /** Today's date by the core's clock. */
  get today(): string {
    return this.status?.today ?? new Date().toISOString().slice(0, 10);
  }

  /** The declaration of a kind. */
  spec(kind: Kind): KindSpec {
    return this.kinds.find((candidate) => candidate.kind === kind) ?? { kind, fields: [], sections: [] };
  }

  async #look(theme: string, density: string, language: string, country: string): Promise<void> {
    this.theme = theme === 'light' || theme === 'dark' ? theme : 'system';
    this.compact = density === 'compact';
    remember(THEME_KEY, this.theme);
    remember(DENSITY_KEY, density);
    remember(LANGUAGE_KEY, language);
    setLanguage(language, country);
    setZone(this.settings?.zone ?? '');
    // A new word for everything means drawing everything anew, which would take the focus from a field being typed in.
    const wording = `${currentLocale()} ${currentCurrency()} ${currentNouns().one} ${currentNouns().many} ${currentZone()}`;
    if (wording !== this.#wording) this.wording += 1;
    this.#wording = wording;
    paint(this.theme, this.compact);
    if (currentLanguage() !== this.#spoken) {
      this.#spoken = currentLanguage();
      await rpc('app.speak', { language: this.#spoken });
    }
  }
}

/** Puts theme and density on the page's root. */
export function paint(theme: Theme, compact: boolean): void {
  const root = document.documentElement;
  const dark = theme === 'dark' || (theme === 'system' && (globalThis.matchMedia?.('(prefers-color-scheme: dark)').matches ?? false));
  root.dataset.theme = dark ? 'dark' : 'light';
  root.dataset.density = compact ? 'compact' : 'comfortable';
}

/** Shows the look of last time at once, so that a dark window does not begin with a white flash, and speaks its language. */
export function paintRemembered(): void {
  const theme = remembered(THEME_KEY);
  paint(theme === 'light' || theme === 'dark' ? theme : 'system', remembered(DENSITY_KEY) === 'compact');
  const language = remembered(LANGUAGE_KEY);
  if (language !== '') setLanguage(language);
  const nouns = recalled(NOUNS_KEY) as Partial<ReturnType<typeof currentNouns>> | null;
  if (typeof nouns?.one === 'string' && typeof nouns.many === 'string') setNouns(nouns.one, nouns.many);
}

export const session = new Session();

globalThis.matchMedia?.('(prefers-color-scheme: dark)').addEventListener?.('change', () => paint(session.theme, session.compact));

/** Follows what the core tells about the book and its settings. */
export function followSession(): () => void {
  return onEvent((event) => {
    if (event.type === 'book') void session.load();
    if (event.type === 'changed' && event.changed.some((change) => change.kind === 'custom_field')) {
      void session.redeclare().catch(() => undefined);
    }
    if (event.type === 'changed' && event.changed.some((change) => change.kind === 'settings')) {
      void rpc('settings.get', {}).then((reply) => session.adopt(reply.record), () => undefined);
    }
  });
}
