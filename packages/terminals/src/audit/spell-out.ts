/** Control characters, and those that turn the direction of the text around them. */
const UNPRINTABLE = /[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Text that can be shown anywhere: what would steer a terminal or a page is spelled out. */
export function spellOut(text: string): string {
  return text.replace(UNPRINTABLE, (character) => `\\u${hex(character)}`);
}

const hex = (character: string) => (character.codePointAt(0) ?? 0).toString(16).padStart(4, "0");
