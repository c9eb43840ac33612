/** The user guide: the repository's own pages, taken in when the window is built, so that it is read without a network. */
import { lexer, walkTokens, type Token, type Tokens } from 'marked';
import { currentNouns, prose, quoted, type Language } from '../../i18n';

/** The pages of each language; the English ones stand where the forge shows them first. */
export const FILES: Record<Language, Record<string, string>> = {
  en: import.meta.glob<string>('../../../../docs/guide/*.md', { query: '?raw', import: 'default', eager: true }),
  de: import.meta.glob<string>('../../../../docs/guide/de/*.md', { query: '?raw', import: 'default', eager: true }),
};

export interface Chapter {
  /** The file's name without its ending; the first page is called README. */
  id: string;
  title: string;
  tokens: Token[];
}

export interface Place {
  chapter: string;
  chapterTitle: string;
  /** The heading's anchor; empty for the beginning of the chapter. */
  anchor: string;
  title: string;
  text: string;
}

/** A heading as an address: 'Keeping it safe' → 'keeping-it-safe'. */
export function anchorOf(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '');
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

/** What the reader of Markdown wrote with entities, as the characters they stand for. */
export function plain(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => ENTITIES[name] ?? '');
}

/** The words of a token and of everything inside it. */
export function words(token: Token): string {
  if (token.type === 'table') {
    const table = token as Tokens.Table;
    return [...table.header, ...table.rows.flat()].map((cell) => cell.tokens.map(words).join('')).join(' ');
  }
  if (token.type === 'list') return (token as Tokens.List).items.map((item) => item.tokens.map(words).join(' ')).join(' ');
  if (token.type === 'br' || token.type === 'space') return ' ';
  if ('tokens' in token && token.tokens !== undefined) return token.tokens.map(words).join('');
  return 'text' in token && typeof token.text === 'string' ? plain(token.text) : '';
}

/** The name of a page without folder and ending. */
const idOf = (path: string) => path.replace(/^.*\//, '').replace(/\.md$/, '');

/** The chapter that a link within the guide leads to; everything else would leave the window. */
export function linkedChapter(href: string): { id: string; anchor: string } | null {
  const match = /^([\w-]+)\.md(?:#(.*))?$/.exec(href);
  return match === null ? null : { id: match[1] ?? '', anchor: match[2] ?? '' };
}

/** Every link in some tokens, in its order. */
export function linksOf(tokens: Token[]): string[] {
  const found: string[] = [];
  walkTokens(tokens, (token) => {
    if (token.type === 'link') found.push((token as Tokens.Link).href);
  });
  return found;
}

/** Reads the pages. The one named README comes first and says the order of the others by its links; the rest follow by their titles. */
export function readChapters(files: Record<string, string>): Chapter[] {
  const chapters = Object.entries(files).map(([path, text]) => {
    const id = idOf(path);
    const tokens = inOwnWords(id, lexer(text));
    const heading = tokens.find((token) => token.type === 'heading');
    return { id, title: heading === undefined ? id : words(heading), tokens };
  });
  const order = ['README', ...linksOf(chapters.find((one) => one.id === 'README')?.tokens ?? []).map((href) => linkedChapter(href)?.id ?? '')];
  const rank = (chapter: Chapter) => (order.includes(chapter.id) ? order.indexOf(chapter.id) : order.length);
  return chapters.sort((a, b) => rank(a) - rank(b) || a.title.localeCompare(b.title));
}

/** Chapters about the words themselves, and about commands, which have their own. */
const AS_WRITTEN = new Set(['command-line', 'settings']);

/** Says a chapter with the owner's word for customers; what is typed or linked stays as it is. What stands in italics is read in the window and says what it says there. */
function inOwnWords(id: string, tokens: Token[]): Token[] {
  if (!AS_WRITTEN.has(id)) {
    walkTokens(tokens, (token) => {
      if (token.type === 'em') {
        const written = words(token).replace(/\s+/g, ' ');
        const said = quoted(written);
        if (said !== written) (token as Tokens.Em).tokens = [{ type: 'text', raw: said, text: said } as Tokens.Text];
      } else if (token.type === 'text' && (token as Tokens.Text).tokens === undefined) (token as Tokens.Text).text = prose((token as Tokens.Text).text);
    });
  }
  return tokens;
}

const read = new Map<string, Chapter[]>();

/** The guide in a language; a chapter that was not translated is there in English. */
export function chaptersIn(language: Language): Chapter[] {
  const key = JSON.stringify([language, currentNouns()]);
  let found = read.get(key);
  if (found === undefined) {
    const pages = new Map(Object.entries({ ...FILES.en, ...FILES[language] }).map(([path, text]) => [idOf(path), text]));
    found = readChapters(Object.fromEntries(pages));
    read.set(key, found);
  }
  return found;
}

/** Every part under a heading of its own. */
export function placesOf(list: Chapter[]): Place[] {
  return list.flatMap((chapter) => {
    const places: Place[] = [];
    for (const token of chapter.tokens) {
      if (token.type === 'heading') places.push({ chapter: chapter.id, chapterTitle: chapter.title, anchor: anchorOf(words(token)), title: words(token), text: '' });
      else {
        const last = places.at(-1);
        if (last !== undefined) last.text = `${last.text} ${words(token)}`.replace(/\s+/g, ' ').trim();
      }
    }
    return places;
  });
}

/** The places that have every word, those with the words in their heading first. */
export function searchGuide(places: Place[], asked: string): Place[] {
  const sought = asked.toLowerCase().split(/\s+/).filter(Boolean);
  if (sought.length === 0) return [];
  const has = (text: string) => sought.every((word) => text.toLowerCase().includes(word));
  return places.filter((place) => has(`${place.title} ${place.text}`)).sort((a, b) => Number(has(b.title)) - Number(has(a.title)));
}

/** Characters shown around what was found. */
const AROUND = 90;

/** A piece of the text around the first word found. */
export function excerpt(place: Place, asked: string): string {
  const word = asked.toLowerCase().split(/\s+/).find((one) => one !== '') ?? '';
  const at = Math.max(0, place.text.toLowerCase().indexOf(word));
  const from = Math.max(0, at - AROUND);
  const to = Math.min(place.text.length, at + word.length + AROUND);
  let piece = place.text.slice(from, to);
  // Words that were cut in half say nothing.
  if (from > 0) piece = piece.replace(/^\S*\s/, '');
  if (to < place.text.length) piece = piece.replace(/\s\S*$/, '');
  return `${from > 0 ? '… ' : ''}${piece.trim()}${to < place.text.length ? ' …' : ''}`;
}
