/** The user guide: the repository's own pages, taken in when the window is built, so that it is read without a network. */
import { lexer, type Token, type Tokens } from 'marked';

const FILES = import.meta.glob<string>('../../../../docs/guide/*.md', { query: '?raw', import: 'default', eager: true });

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

/** Reads the pages; the one named README comes first, the others by their titles. */
export function readChapters(files: Record<string, string>): Chapter[] {
  return Object.entries(files)
    .map(([path, text]) => {
      const tokens = lexer(text);
      const id = path.replace(/^.*\//, '').replace(/\.md$/, '');
      const heading = tokens.find((token) => token.type === 'heading');
      return { id, title: heading === undefined ? id : words(heading), tokens };
    })
    .sort((a, b) => Number(b.id === 'README') - Number(a.id === 'README') || a.title.localeCompare(b.title));
}

export const chapters = readChapters(FILES);

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
