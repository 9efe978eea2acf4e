import { ACTIVITY_LIMITS } from "./limits.ts";

/** Controls, and characters that turn the direction of text or cannot be seen. */
const UNSEEN = /[\p{Cc}\p{Cf}\u2028\u2029]+/gu;

/** A program's words made fit to show: one line, nothing that steers a terminal or a page's direction, and not long. */
export function plainText(words: string, most: number = ACTIVITY_LIMITS.messageCharacters): string | null {
  const characters = Array.from(words.replace(UNSEEN, " ").replace(/\s+/g, " ").trim());
  if (characters.length === 0) return null;
  return characters.length > most ? `${characters.slice(0, most - 1).join("")}…` : characters.join("");
}
