/** What the pages of the guide promise: the same in each language, links that lead somewhere, and the window's own words. */
import { walkTokens, type Token, type Tokens } from 'marked';
import { describe, expect, it } from 'vitest';
import { anchorOf, chaptersIn, FILES, linkedChapter, linksOf, placesOf, readChapters, searchGuide, words } from '../../src/features/help/guide';
import { catalogues, LANGUAGES, setLanguage, setNouns, t, type Language, type MessageKey } from '../../src/i18n';

const codes = LANGUAGES.map((language) => language.code);
const pages = (language: Language) => Object.keys(FILES[language]).map((path) => path.replace(/^.*\//, '')).sort();
const headings = (tokens: Token[]) => tokens.filter((token) => token.type === 'heading').map((token) => (token as Tokens.Heading).depth);

/** A heading's anchor as the forge makes it. */
function forgeAnchor(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, '').replace(/\s/g, '-');
}

/** What is set in italics: words of the window, as the guide's own rule has it. */
function quoted(tokens: Token[]): string[] {
  const found: string[] = [];
  walkTokens(tokens, (token) => {
    if (token.type === 'em') found.push(words(token).replace(/\s+/g, ' '));
  });
  return found;
}

/** Whether the window says these words in this language: as a message, as one with values filled in, or as one choice of a plural. */
function said(language: Language, text: string): boolean {
  return Object.values(catalogues[language]).some((message) => {
    if (message === text) return true;
    if (message.includes('plural')) return message.includes(`{${text}}`);
    if (!message.includes('{')) return false;
    const parts = message.split(/\{[^{}]*\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    return parts.join('').trim().length > 2 && new RegExp(`^${parts.join('.+')}$`).test(text);
  });
}

/** The commands, reports, fields and options of a chapter; these are never translated. */
function technical(tokens: Token[]): string[] {
  const found = new Set<string>();
  walkTokens(tokens, (token) => {
    if (token.type === 'code') (token as Tokens.Code).text.split('\n').filter((line) => line.startsWith('regulars')).forEach((line) => found.add(line));
    if (token.type === 'codespan' && /^(--)?[a-z][a-z0-9_.-]{3,}$/.test(words(token))) found.add(words(token));
  });
  return [...found].sort();
}

describe('the chapters', () => {
  it.each(codes)('are all there in %s, with the headings of the English ones', (language) => {
    expect(pages(language), 'a chapter that is missing would be shown in English').toEqual(pages('en'));
    for (const chapter of chaptersIn(language)) {
      const english = chaptersIn('en').find((one) => one.id === chapter.id);
      expect(headings(chapter.tokens), `${chapter.id} says the same in ${language}, part by part`).toEqual(headings(english?.tokens ?? []));
    }
  });

  it.each(codes)('name the same commands, reports and fields in %s', (language) => {
    for (const chapter of chaptersIn(language)) {
      const english = chaptersIn('en').find((one) => one.id === chapter.id);
      expect(technical(chapter.tokens), `${chapter.id} in ${language}: a name that came to one language belongs in the other`).toEqual(technical(english?.tokens ?? []));
    }
  });

  it.each(codes)('are all named by the contents in %s', (language) => {
    const [contents, ...rest] = chaptersIn(language);
    const named = linksOf(contents?.tokens ?? []).map((href) => linkedChapter(href)?.id);
    expect(rest.filter((chapter) => !named.includes(chapter.id)).map((chapter) => chapter.id), 'the contents are the way to every chapter').toEqual([]);
  });

  it.each(codes)('link to places that are there in %s, in the window and on the forge alike', (language) => {
    const places = placesOf(chaptersIn(language));
    for (const place of places) expect(anchorOf(place.title), `a link to “${place.title}” must work in both`).toBe(forgeAnchor(place.title));
    for (const chapter of chaptersIn(language)) {
      for (const href of linksOf(chapter.tokens)) {
        if (/^(\.\.|[a-z]{2})\/README\.md$/.test(href)) continue;
        const to = linkedChapter(href);
        expect(to, `${chapter.id}: ${href} is no chapter`).not.toBeNull();
        expect(places.some((place) => place.chapter === to?.id && (to.anchor === '' || to.anchor === place.anchor)), `${chapter.id}: ${href} leads nowhere`).toBe(true);
      }
    }
  });

  it.each(codes)('call things as the window does in %s', (language) => {
    const strange = chaptersIn(language).flatMap((chapter) =>
      quoted(chapter.tokens)
        .filter((text) => !said(language, text) && !text.split(', ').every((part) => said(language, part)))
        .map((text) => `${chapter.id}: ${text}`),
    );
    expect(strange, 'words in italics are buttons and fields; whoever looks for them must find them').toEqual([]);
  });

  it('name buttons and fields as the window does where customers are called something else', () => {
    setLanguage('de');
    setNouns('Mitglied', 'Mitglieder');
    try {
      // These two are about the word itself and about commands, which have their own.
      const chapters = chaptersIn('de').filter((chapter) => !['settings', 'command-line'].includes(chapter.id));
      const named = chapters.flatMap((chapter) => quoted(chapter.tokens));
      const inWindow = new Set((Object.keys(catalogues.de) as MessageKey[]).filter((key) => !catalogues.de[key].includes('{')).map((key) => t(key)));
      expect(named.filter((text) => /kund/i.test(text) && !inWindow.has(text)), 'no button says so any more; who looks for it does not find it').toEqual([]);
      const left = chapters.flatMap((chapter) => placesOf([chapter]).filter((place) => /\bkund/i.test(`${place.title} ${place.text}`.replaceAll('Meine Kunden holen (CSV)', ''))).map((place) => `${chapter.id}: ${place.title}`));
      expect(left, 'the prose speaks of several only, as one of them would need a gender').toEqual([]);
      expect(named, 'the button for a new one').toContain(t('new.customer'));
      expect(named, 'a line break in the page is none in the name').toContain(t('report.margin_by_customer.title'));
    } finally {
      setNouns('', '');
      setLanguage('en');
    }
  });

  it.each(codes)('are found by what they are about in %s', (language) => {
    const places = placesOf(chaptersIn(language));
    const sought = { en: ['undo', 'backup', 'shift', 'payment'], de: ['rückgängig', 'Sicherung', 'Umschalt', 'Zahlung'] }[language];
    for (const word of sought) expect(searchGuide(places, word), word).not.toEqual([]);
  });
});

describe('reading the pages', () => {
  it('takes the order from the contents, and what they forget by title', () => {
    const chapters = readChapters({ 'b.md': '# Zebra', 'a.md': '# Ant', 'c.md': '# Bee', 'README.md': '# Contents\n\n- [Zebra](b.md)\n' });
    expect(chapters.map((chapter) => chapter.id)).toEqual(['README', 'b', 'a', 'c']);
  });

  it('knows chapters from other addresses', () => {
    expect(linkedChapter('lists.md#views')).toEqual({ id: 'lists', anchor: 'views' });
    expect(linkedChapter('https://example.org/lists.md')).toBeNull();
    expect(linkedChapter('../README.md'), 'another language is for the forge; the window has its own').toBeNull();
  });
});
