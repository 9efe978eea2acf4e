/** Longer texts are shown without formatting: reading them as Markdown would hold the page up. */
const MOST_CHARACTERS = 20_000;
/** So many marks on one line are no text that anybody wrote; a parser needs their square in steps. */
const MOST_MARKS = 200;
const MOST_TILDES = 300;
/** The same of these two over all lines: the text between them may go over lines. */
const MOST_STARS = 3_000;
const STARS = /[*_]/g;
const MOST_LINES = 2_000;
/** Each row of a table has as many cells as the line under its head, even where the row is one letter. */
const MOST_CELLS = 10_000;
const UNDER_HEAD = /^[ \t>|:-]*$/;
const MARKS = /[>|~*_[\]`!]/g;
/** Quotes in quotes and lists in lists, each a step deeper into the parser. */
const DEEP = /^[ \t]*(?:(?:>|[-*+](?=[ \t])|\d+[.)])[ \t]*){20}|^[ \t]{100}/m;

/** Whether a text can be read as Markdown in a moment, whoever wrote it. */
export function isFormattable(text: string): boolean {
  if (text.length > MOST_CHARACTERS || DEEP.test(text)) return false;
  if (text.split("~").length > MOST_TILDES || (text.match(STARS)?.length ?? 0) > MOST_STARS) return false;
  const lines = text.split("\n");
  if (lines.length > MOST_LINES) return false;
  const columns = Math.max(...lines.map((line) => (UNDER_HEAD.test(line) ? line.split("|").length : 0)));
  return columns * lines.length <= MOST_CELLS && lines.every((line) => (line.match(MARKS)?.length ?? 0) <= MOST_MARKS);
}
