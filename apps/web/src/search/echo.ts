interface Echo {
  /** What was told last. */
  last(): string;
  tell(words: string): void;
  /** Whether words that come are others' than those that were told: these come back in their order, some of them late. */
  isNew(words: string): boolean;
}

/** Knows words again that come back to where they were told. `first` are those that are there at the beginning. */
export function createEcho(first: string): Echo {
  // From those that are there to those that are on their way.
  let told = [first];
  return {
    last: () => told.at(-1) ?? first,
    tell: (words) => void told.push(words),
    isNew: (words) => {
      if (words === told[0]) return false;
      const place = told.indexOf(words, 1);
      told = place < 0 ? [words] : told.slice(place);
      return place < 0;
    },
  };
}
