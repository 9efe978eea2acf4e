import { SEARCH_LIMITS } from "./limits.ts";

/** Scripts that are written without spaces: each of their characters is a word of its own. */
const UNSPACED = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}`;
const ASCII_WORD = /[\da-z]+/g;
const JOINED_CHAR = new RegExp(String.raw`(?![${UNSPACED}])[\p{L}\p{N}\p{M}]`, "u");
const BEYOND_ASCII = /[^\0-\x7f]/;

/** Lower case, each character in its place: one that would become longer stays as it is. */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  if (lower.length === text.length) return lower;
  return Array.from(text, (char) => (char.toLowerCase().length === char.length ? char.toLowerCase() : char)).join("");
}

const SEPARATES = 1;
const JOINS = 2;
const STANDS_ALONE = 3;
const CHAR_ALONE = new RegExp(`[${UNSPACED}]`, "u");
/** What each character is that has been met; 0: not met yet. To match each one takes many times longer. */
const KINDS = new Uint8Array(0x110000);

function kindOf(code: number): number {
  const known = KINDS[code];
  if (known) return known;
  const char = String.fromCodePoint(code);
  const joined = JOINED_CHAR.test(char) ? JOINS : SEPARATES;
  const kind = CHAR_ALONE.test(char) ? STANDS_ALONE : joined;
  KINDS[code] = kind;
  return kind;
}

function wordsOfAny(folded: string): string[] {
  const words: string[] = [];
  let from = -1;
  for (let at = 0; at < folded.length;) {
    const code = folded.codePointAt(at) ?? 0;
    const kind = kindOf(code);
    if (kind === JOINS) from = from < 0 ? at : from;
    else if (from >= 0) {
      words.push(folded.slice(from, at));
      from = -1;
    }
    const next = at + (code > 0xffff ? 2 : 1);
    if (kind === STANDS_ALONE) words.push(folded.slice(at, next));
    at = next;
  }
  if (from >= 0) words.push(folded.slice(from));
  return words;
}

/** The words of a folded text in their order. Everything but letters and digits separates. */
export function wordsOf(folded: string): string[] {
  return BEYOND_ASCII.test(folded) ? wordsOfAny(folded) : (folded.match(ASCII_WORD) ?? []);
}

/** Whether a character makes one word with others of its kind beside it. */
export const joins = (char: string | undefined): boolean => char !== undefined && JOINED_CHAR.test(char);

/** Numbers and hashes: there is no end of different ones, and nobody looks for the middle of one. */
export function isCode(word: string): boolean {
  return word.length > SEARCH_LIMITS.wordChars || /^\d+$/.test(word) || (word.length > 6 && /^[\da-f]*\d[\da-f]*$/.test(word));
}
