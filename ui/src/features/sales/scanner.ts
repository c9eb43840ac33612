/** Tells a barcode scanner from a person: it types a whole code within a blink and ends it with Enter. */

/** Milliseconds for one key of a scanner on average; a person needs twice as long. */
const PACE_MS = 40;
/** The longest pause within a code; a busy window may hand a key on late. */
const PAUSE_MS = 150;
/** Shorter codes could be typed by hand. */
const SHORTEST = 6;

interface Key {
  key: string;
  timeStamp: number;
  target: EventTarget | null;
  ctrlKey?: boolean;
  metaKey?: boolean;
  altKey?: boolean;
}

export class Scanner {
  #code = '';
  #first = 0;
  #last = 0;
  #field: HTMLInputElement | HTMLTextAreaElement | null = null;
  #before = '';

  /** Takes every key in its order; answers the code when this key is the Enter that ends one. */
  take(event: Key): string | null {
    const follows = event.timeStamp - this.#last <= PAUSE_MS;
    const command = event.ctrlKey === true || event.metaKey === true || event.altKey === true;
    this.#last = event.timeStamp;
    if (event.key === 'Enter') {
      const code = this.#code;
      this.#code = '';
      const fast = event.timeStamp - this.#first <= PACE_MS * code.length;
      return follows && fast && !command && code.length >= SHORTEST && /\d/.test(code) ? code : null;
    }
    // A scanner types letters and digits, with Shift for capitals, and nothing else.
    if (event.key === 'Shift') return null;
    if (event.key.length !== 1 || event.key === ' ' || command) {
      this.#code = '';
      return null;
    }
    if (!follows || this.#code === '') {
      this.#first = event.timeStamp;
      this.#field = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement ? event.target : null;
      this.#before = this.#field?.value ?? '';
      this.#code = '';
    }
    this.#code += event.key;
    return null;
  }

  /** Takes the code out of the field it was typed into, as if it had never been there. */
  clean(): void {
    if (this.#field === null || !this.#field.isConnected) return;
    this.#field.value = this.#before;
    this.#field.dispatchEvent(new Event('input', { bubbles: true }));
  }
}
