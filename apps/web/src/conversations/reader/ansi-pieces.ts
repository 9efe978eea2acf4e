import { visibleText } from "./visible-text.ts";

/** A part of a program's output that looks the same throughout. */
export interface Piece {
  readonly text: string;
  /** Its number among those of the output. */
  readonly place: number;
  readonly colour: Colour | null;
  readonly bold: boolean;
}

export type Colour = "red" | "green" | "yellow" | "blue" | "faint";

/** More changes of colour than this help nobody; such a text is shown without any. */
const MOST_PIECES = 2_000;
// oxlint-disable-next-line no-control-regex -- colours begin with it.
const COLOURS = /\u001b\[([0-9;:]*)m/;

const BY_CODE: Readonly<Record<number, Colour>> = { 1: "red", 2: "green", 3: "yellow", 4: "blue", 5: "red", 6: "blue" };

interface Look {
  readonly colour: Colour | null;
  readonly bold: boolean;
}

const PLAIN: Look = { colour: null, bold: false };

/** A program's output in pieces of one colour each, in the few colours that are readable here. All else of a terminal is left out. */
export function ansiPieces(output: string): Piece[] {
  const parts = output.split(COLOURS);
  if (parts.length / 2 > MOST_PIECES) return [{ text: visibleText(output), place: 0, ...PLAIN }];
  const pieces: Piece[] = [];
  let look = PLAIN;
  for (const [index, part] of parts.entries()) {
    const text = index % 2 === 0 ? visibleText(part) : "";
    if (index % 2 === 1) look = afterCodes(look, part.split(/[;:]/).map(Number));
    else if (text !== "") pieces.push({ text, place: index, ...look });
  }
  return pieces;
}

function afterCodes(before: Look, codes: readonly number[]): Look {
  let look = before;
  for (let at = 0; at < codes.length; at++) {
    const code = codes[at] ?? 0;
    // A colour by its number or by its parts brings numbers of its own.
    if (code === 38 || code === 48) at += codes[at + 1] === 2 ? 4 : 2;
    else look = afterCode(look, code);
  }
  return look;
}

function afterCode(look: Look, code: number): Look {
  if (code === 0) return PLAIN;
  if (code === 1) return { ...look, bold: true };
  if (code === 2) return { ...look, colour: "faint" };
  if (code === 22) return { colour: look.colour === "faint" ? null : look.colour, bold: false };
  if (code === 39) return { ...look, colour: null };
  if (code === 90) return { ...look, colour: "faint" };
  const basic = code >= 90 ? code - 90 : code - 30;
  return basic >= 0 && basic <= 7 ? { ...look, colour: BY_CODE[basic] ?? null } : look;
}
