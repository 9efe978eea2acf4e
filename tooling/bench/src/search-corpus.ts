const SYLLABLES = "an ber con der est fin gor hal ist jun kel lor men nor ost per qui ras sol tur und val wen xer yon zim".split(
  " ",
);
const LEVELS = ["INFO", "DEBUG", "WARN", "ERROR"];

/** Numbers that look random and are the same each time (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A language of so many words, the first of them the most frequent, as in real text. */
export function makeWords(count: number): string[] {
  const words = new Set<string>();
  for (let at = 0; words.size < count; at += 1) {
    let word = "";
    for (let rest = at + SYLLABLES.length; rest > 0; rest = Math.floor(rest / SYLLABLES.length)) {
      word += SYLLABLES[rest % SYLLABLES.length] ?? "";
    }
    words.add(word);
  }
  return [...words];
}

/** Lines of the kind that builds, tests and agents print: prose, paths, identifiers, numbers, hashes. */
export function lineMaker(words: readonly string[], random: () => number): () => string {
  const word = () => words[Math.floor(words.length ** random()) - 1] ?? "word";
  const number = (most: number) => Math.floor(random() * most);
  const kinds = [
    () => `${word()} ${word()} ${word()} ${word()} ${word()} ${word()} ${word()} ${word()} ${word()}`,
    () =>
      `2026-11-25T1${number(10)}:${10 + number(50)}:${10 + number(50)}.${number(1_000)}Z ${LEVELS[number(4)]} ${word()}_${word()}: ${word()} ${word()} took ${number(90_000)} ms`,
    () => `  at ${word()}.${word()} (/home/ada/src/${word()}/${word()}-${word()}.ts:${number(900)}:${number(80)})`,
    () => `✔ ${word()} › ${word()} ${word()} ${word()} (${number(500)} ms)`,
    () => `commit ${number(2 ** 31).toString(16)}${number(2 ** 31).toString(16)} ${word()}: ${word()} the ${word()} of ${word()}`,
    () => `${word()}/${word()}.rs:${number(2_000)}: ${word()} ${word()} \`${word()}_${word()}\` ${word()}`,
  ];
  return () => kinds[number(kinds.length)]?.() ?? "";
}
