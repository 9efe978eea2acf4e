import type { AuditEntry } from "@pilothouse/contracts";

const COLUMNS = [
  "seq",
  "at",
  "actor",
  "onBehalfOf",
  "address",
  "requestId",
  "action",
  "target",
  "result",
  "before",
  "after",
  "hash",
] as const satisfies readonly (keyof AuditEntry)[];

/** What a spreadsheet takes for the begin of a formula, also behind a space (https://owasp.org/www-community/attacks/CSV_Injection). */
const FORMULA = /^\s*[=+\-@\t\r＝＋－＠]/;
const NEEDS_QUOTES = /[",\r\n]/;

/** The first line of a table of entries. */
export const CSV_HEAD = lineOf(COLUMNS);

/** An entry as a line of a table (RFC 4180); times as ISO 8601, what changed as JSON. */
export function csvLine(entry: AuditEntry): string {
  return lineOf(COLUMNS.map((column) => textOf(entry, column)));
}

function textOf(entry: AuditEntry, column: (typeof COLUMNS)[number]): string {
  if (column === "at") return new Date(entry.at).toISOString();
  const value = entry[column];
  if (value === null) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function lineOf(cells: readonly string[]): string {
  return `${cells.map(cell).join(",")}\r\n`;
}

/** A cell that would be run begins with an apostrophe instead: people say who they are in some of them. */
function cell(text: string): string {
  const defused = FORMULA.test(text) ? `'${text}` : text;
  return NEEDS_QUOTES.test(defused) ? `"${defused.replaceAll('"', '""')}"` : defused;
}
