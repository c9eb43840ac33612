/** Tells a barcode scanner from a person: it types a whole code within a blink and ends it with Enter. */

/** Milliseconds between two keys of a scanner; a person needs three times as long. */
const GAP_MS = 35;
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
  #last = 0;
  #field: HTMLInputElement | null = null;
  #before = '';

  /** Takes every key in its order; answers the code when this key is the Enter that ends one. */
  take(event: Key): string | null {
    const fast = event.timeStamp - this.#last <= GAP_MS;
    const command = event.ctrlKey === true || event.metaKey === true || event.altKey === true;
    this.#last = event.timeStamp;
    if (event.key === 'Enter') {
      const code = this.#code;
      this.#code = '';
      return fast && !command && code.length >= SHORTEST && /\d/.test(code) ? code : null;
    }
    // A scanner types letters and digits, with Shift for capitals, and nothing else.
    if (event.key === 'Shift') return null;
    if (event.key.length !== 1 || event.key === ' ' || command) {
      this.#code = '';
      return null;
    }
    if (!fast || this.#code === '') {
      this.#field = event.target instanceof HTMLInputElement ? event.target : null;
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
