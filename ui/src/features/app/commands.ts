/** What the screen in front can do; the palette lists it among the commands. */

export interface Command {
  id: string;
  title: string;
  /** The keys that do the same, if there are any. */
  keys: string;
  run: () => void;
}

// Not a state: the palette reads the offers when it opens, and an effect that offers must not run again because it did.
let offers: (() => Command[])[] = [];

/** Offers commands until the returned function is called; they are made when the palette asks for them. */
export function offerCommands(make: () => Command[]): () => void {
  offers = [...offers, make];
  return () => {
    offers = offers.filter((other) => other !== make);
  };
}

/** Every command offered now. */
export function offeredCommands(): Command[] {
  return offers.flatMap((make) => make());
}
