/** What moves the cursor, sets a title or changes colours, whole: one without an end could hide the text behind it. */
const SEQUENCES =
  // oxlint-disable-next-line no-control-regex -- the sequences are made of these.
  /[\u001b\u009b](?:(?<=\u009b)|\[)[0-?]*[ -/]*[@-~]|\u001b\][^\u0007\u001b\n]*(?:\u0007|\u001b\\)|\u001b[PX^_][^\u001b\n]*\u001b\\|\u001b[ -/]*[0-OQ-WYZ\\`-~]/g;

/** Marks that turn the order of what follows. */
const TURNS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
/** Control characters but for the tab and the line's end. */
// oxlint-disable-next-line no-control-regex -- they are what is looked for.
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

/** A text without a terminal's sequences, in which nothing turns or hides another part: what would is shown by its number. */
export function visibleText(text: string): string {
  return overwritten(text.replace(SEQUENCES, ""))
    .replace(TURNS, (mark) => `[U+${mark.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}]`)
    .replace(CONTROLS, "\ufffd");
}

/** Progress bars write over their line again and again; only what stood there last is left. */
function overwritten(text: string): string {
  return text.includes("\r") ? text.split("\n").map(lastWritten).join("\n") : text;
}

/** By places: a pattern would look through a long run of returns from each of them. */
function lastWritten(line: string): string {
  let end = line.length;
  while (line[end - 1] === "\r") end -= 1;
  return line.slice(line.lastIndexOf("\r", end - 1) + 1, end);
}
