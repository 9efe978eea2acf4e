/** Longer texts are shown without formatting: reading them as Markdown would hold the page up. */
const MOST_CHARACTERS = 20_000;
/** So many marks on one line are no text that anybody wrote; a parser needs their square in steps. */
const MOST_MARKS = 200;
const MOST_TILDES = 300;
const MARKS = /[>|~*_[\]`!]/g;
/** Quotes in quotes and lists in lists, each a step deeper into the parser. */
const DEEP = /^[ \t]*(?:(?:>|[-*+](?=[ \t])|\d+[.)])[ \t]*){20}|^[ \t]{100}/m;

/** Whether a text can be read as Markdown in a moment, whoever wrote it. */
export function isFormattable(text: string): boolean {
  if (text.length > MOST_CHARACTERS || DEEP.test(text)) return false;
  if (text.split("~").length > MOST_TILDES) return false;
  return text.split("\n").every((line) => (line.match(MARKS)?.length ?? 0) <= MOST_MARKS);
}
