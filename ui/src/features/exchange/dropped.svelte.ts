/** The file that was last dropped on the window, waiting for the import screen to take it. */
class Dropped {
  path = $state<string | null>(null);
}

export const dropped = new Dropped();
