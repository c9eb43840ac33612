/** What a board shows: columns of cards. */

export interface BoardCard {
  id: string;
  title: string;
  /** Whom it is about. */
  detail: string;
  /** Shows the initials of whom it is about before their name. */
  face?: boolean;
  /** What is to be done next, or what is missing. */
  note?: { text: string; tone: 'plain' | 'warn' | 'bad' };
  /** A figure or a date at its foot. */
  foot: string;
  mark?: { text: string; title?: string; tone: 'neutral' | 'ok' | 'warn' | 'bad' | 'info' | 'accent' };
}

export interface BoardColumn {
  id: string;
  title: string;
  /** What the cards of the column come to, as the core says it. */
  sum: string;
  cards: BoardCard[];
  /** How many it holds, when not all of them are among the cards. */
  count?: number;
  /** What is said about those that are not shown. */
  more?: string;
  /** It lies under the column before it instead of beside it. */
  under?: boolean;
}

/** Where a card lies. */
export interface Place {
  column: string;
  position: number;
}

/** The place of a card. */
export function placeOf(columns: BoardColumn[], id: string): Place | null {
  for (const column of columns) {
    const position = column.cards.findIndex((card) => card.id === id);
    if (position >= 0) return { column: column.id, position };
  }
  return null;
}

/** The place one step away, never outside the board. */
export function stepped(columns: BoardColumn[], place: Place, id: string, across: number, down: number): Place {
  const from = columns.findIndex((column) => column.id === place.column);
  const to = columns[Math.min(columns.length - 1, Math.max(0, from + across))];
  if (to === undefined) return place;
  const room = to.cards.filter((card) => card.id !== id).length;
  return { column: to.id, position: Math.min(room, Math.max(0, place.position + down)) };
}

/** The columns as they would be with a card in its new place. */
export function withCardAt(columns: BoardColumn[], id: string, place: Place): BoardColumn[] {
  const card = columns.flatMap((column) => column.cards).find((one) => one.id === id);
  if (card === undefined) return columns;
  return columns.map((column) => {
    const cards = column.cards.filter((one) => one.id !== id);
    if (column.id === place.column) cards.splice(place.position, 0, card);
    // The card counts where it is seen.
    return column.count === undefined ? { ...column, cards } : { ...column, cards, count: column.count + cards.length - column.cards.length };
  });
}

/** The columns as they stand side by side: each with those that lie under it. */
export function stacksOf(columns: BoardColumn[]): BoardColumn[][] {
  const stacks: BoardColumn[][] = [];
  for (const column of columns) {
    const last = stacks.at(-1);
    if (column.under === true && last !== undefined) last.push(column);
    else stacks.push([column]);
  }
  return stacks;
}
