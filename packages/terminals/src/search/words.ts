import { SEARCH_LIMITS } from "./limits.ts";

/** Scripts that are written without spaces: each of their characters is a word of its own. */
const UNSPACED = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}`;
const WORD = new RegExp(String.raw`[${UNSPACED}]|(?:(?![${UNSPACED}])[\p{L}\p{N}\p{M}])+`, "gu");
const ASCII_WORD = /[\da-z]+/g;
const JOINED_CHAR = new RegExp(String.raw`(?![${UNSPACED}])[\p{L}\p{N}\p{M}]`, "u");
const BEYOND_ASCII = /[^\0-\x7f]/;

/** Lower case, each character in its place: one that would become longer stays as it is. */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  if (lower.length === text.length) return lower;
  return Array.from(text, (char) => (char.toLowerCase().length === char.length ? char.toLowerCase() : char)).join("");
}

/** The words of a folded text in their order. Everything but letters and digits separates. */
export function wordsOf(folded: string): string[] {
  return folded.match(BEYOND_ASCII.test(folded) ? WORD : ASCII_WORD) ?? [];
}

/** Whether a character makes one word with others of its kind beside it. */
export const joins = (char: string | undefined): boolean => char !== undefined && JOINED_CHAR.test(char);

/** Numbers and hashes: there is no end of different ones, and nobody looks for the middle of one. */
export function isCode(word: string): boolean {
  return word.length > SEARCH_LIMITS.wordChars || /^\d+$/.test(word) || (word.length > 6 && /^[\da-f]*\d[\da-f]*$/.test(word));
}
