/** Whose an e-mail is that came from an address nobody is known by: asked by a note, answered in a dialog. */

export interface Choice {
  /** Nobody, when the dialog was left. */
  customerId: string | null;
  /** Whether the address is kept with them. */
  remember: boolean;
}

class Choosing {
  now = $state.raw<{ address: string; finish: (choice: Choice) => void } | null>(null);

  /** Opens the dialog; gives whom somebody chose. */
  ask(address: string): Promise<Choice> {
    this.now?.finish({ customerId: null, remember: false });
    return new Promise((resolve) => {
      this.now = {
        address,
        finish: (choice) => {
          this.now = null;
          resolve(choice);
        },
      };
    });
  }
}

export const choosing = new Choosing();
