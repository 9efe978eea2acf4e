const ESC = "\x1b";
const BEL = "\x07";
/** Longest query; what was begun and gets longer is none. */
const LONGEST = 256;

/** The two ways to begin a sequence: behind an ESC, or as one character (C1, in UTF-8). */
const CSI = String.raw`(?:${ESC}\[|\xc2\x9b)`;
const OSC = String.raw`(?:${ESC}\]|\xc2\x9d)`;
const DCS = String.raw`(?:${ESC}P|\xc2\x90)`;
const END = String.raw`(?:${BEL}|${ESC}\\|\xc2\x9c)`;

/**
 * What a terminal answers: who it is (ENQ, DA, DECID), where the cursor is and how it is (DSR), modes (DECRQM), its
 * version, keyboard flags, sizes (XTWINOPS), parameters and checksums (DEC), graphics (XTSMGRAPHICS, kitty), colours and
 * the clipboard (OSC), settings (DECRQSS) and capabilities (XTGETTCAP).
 */
const QUERY = [
  String.raw`${CSI}[>=]?\d*c`,
  String.raw`${CSI}\??\d+(?:;\d+)*n`,
  String.raw`${CSI}\??\d+\$p`,
  String.raw`${CSI}>\d*q`,
  String.raw`${CSI}\?(?:u|\d*m)`,
  String.raw`${CSI}(?:1[13-689]|2[01])(?:;\d*)*t`,
  String.raw`${CSI}\d*(?:x|\$w)`,
  String.raw`${CSI}[\d;]*\*y`,
  String.raw`${CSI}\?\d+;[14][\d;]*S`,
  String.raw`${OSC}(?:4|5|1\d|52);[^${BEL}${ESC}]{0,120}\?[^${BEL}${ESC}]{0,120}${END}`,
  String.raw`${DCS}[$+]q[^${ESC}]{0,240}${END}`,
  String.raw`${ESC}_G(?:[^;${ESC}]{0,100},)?a=q[^${ESC}]{0,130}${ESC}\\`,
  `${ESC}Z`,
  String.raw`\x05`,
].join("|");
const QUERIES = new RegExp(QUERY, "g");

/** How each of them may be cut off. */
const CUT_OFF = new RegExp(
  [
    String.raw`(?:${ESC}|\xc2)$`,
    String.raw`${CSI}[>=?]?[\d;]*[$*]?$`,
    String.raw`${OSC}(?:\d{0,2}|\d{1,2};[^${BEL}${ESC}]*${ESC}?)$`,
    String.raw`${DCS}(?:[$+](?:q[^${ESC}]*${ESC}?)?)?$`,
    String.raw`${ESC}_(?:G[^${ESC}]*${ESC}?)?$`,
  ].join("|"),
);

/**
 * Takes out of a terminal's output what the program asks of it: the runner has answered, and the terminal that this is
 * shown on would answer again.
 */
export class QueryFilter {
  #held = "";

  /** What is to be shown of the next piece of output; the beginning of a query waits for its end. */
  take(output: Uint8Array): Uint8Array {
    const text = (this.#held + Buffer.from(output).toString("latin1")).replace(QUERIES, "");
    const tail = text.slice(-LONGEST);
    this.#held = CUT_OFF.exec(tail)?.[0] ?? "";
    return Buffer.from(text.slice(0, text.length - this.#held.length), "latin1");
  }

  /** The same of text, such as a screen, that may break off in a query too. */
  takeText(text: string): string {
    return Buffer.from(this.take(Buffer.from(text))).toString();
  }

  /** Output goes on somewhere else. */
  startAnew(): void {
    this.#held = "";
  }
}
