/**
 * Colours that programs are told of when they ask, as `RRGGBB`: those of the dashboard's dark theme, whatever a viewer
 * has chosen. A program decides by them whether its background is dark, and there may be no viewer or several.
 */
const COLOURS: Readonly<Record<number, string>> = { 10: "dfe3e8", 11: "0e1013", 12: "79b4f2" };
const ANSI =
  "2a3038 f0716d 62c584 ddb05b 6ca8ea c792e0 57bfc4 c6ccd4 8791a0 ff928e 84dba1 f0c979 91c1f6 dcb0ef 7fd8dc f5f7fa".split(" ");
/** Brightness of the six steps of the colours 16 to 231, as xterm has them. */
const STEPS = [0, 95, 135, 175, 215, 255];

/**
 * What this terminal says that it is: the answers of xterm.js 6.0.0, which draws it. That does not know the keyboard
 * protocol of kitty, so `CSI ? u` stays without an answer, which is how programs find that out.
 */
const IDENTITY: Readonly<Record<string, string>> = {
  "[c": "\x1b[?1;2c",
  "[0c": "\x1b[?1;2c",
  "[>c": "\x1b[>0;276;0c",
  "[>0c": "\x1b[>0;276;0c",
  "[>q": "\x1bP>|xterm.js(6.0.0)\x1b\\",
  "[>0q": "\x1bP>|xterm.js(6.0.0)\x1b\\",
  "[=c": "\x1bP!|00000000\x1b\\",
  "[=0c": "\x1bP!|00000000\x1b\\",
  "[5n": "\x1b[0n",
  // The colours below are dark ones.
  "[?996n": "\x1b[?997;1n",
};
/** Where the cursor is, whether a mode is set, how large it is, and settings (DECRQSS): only the screen knows. */
const OF_SCREEN = /^(?:\[\??6n|\[\??\d+\$p|\[1[468]t|P\$q.*)$/;
const COMMAND = /^\](\d+);(.*)$/s;
const TERMINATORS = ["\x07", "\x1b\\"];

const hex = (value: number) => value.toString(16).padStart(2, "0");

function paletteColour(index: number): string | undefined {
  if (index < 16) return ANSI[index];
  if (index >= 256) return undefined;
  if (index >= 232) return hex(8 + (index - 232) * 10).repeat(3);
  const cube = index - 16;
  return [Math.floor(cube / 36), Math.floor(cube / 6) % 6, cube % 6].map((step) => hex(STEPS[step] ?? 0)).join("");
}

function tell(name: string, colour: string | undefined): string {
  const [r, g, b] = [colour?.slice(0, 2), colour?.slice(2, 4), colour?.slice(4, 6)];
  return colour === undefined ? "" : `\x1b]${name};rgb:${r}${r}/${g}${g}/${b}${b}\x1b\\`;
}

/** `4 ; index ; ? ; index ; ? ...` */
function tellPalette(parts: readonly string[]): string {
  const indices = parts.filter((_, at) => at % 2 === 0 && parts[at + 1] === "?");
  return indices.map((index) => (/^\d+$/.test(index) ? tell(`4;${index}`, paletteColour(Number(index))) : "")).join("");
}

/** Several values go on with the next kind: `10 ; ? ; ?` asks for the text and the background. */
function tellColours(first: number, parts: readonly string[]): string {
  return parts.map((part, at) => (part === "?" ? tell(`${first + at}`, COLOURS[first + at]) : "")).join("");
}

/** What a control sequence (without its ESC) asks: the answer, or the query when only the screen knows; `null` if nothing. */
export function answerTo(control: string): { readonly answer: string } | { readonly query: string } | null {
  const known = Object.hasOwn(IDENTITY, control) ? IDENTITY[control] : undefined;
  if (known !== undefined) return { answer: known };
  const terminator = TERMINATORS.find((end) => control.endsWith(end)) ?? "";
  const body = control.slice(0, control.length - terminator.length);
  if (OF_SCREEN.test(body)) return { query: `\x1b${body}${body.startsWith("P") ? "\x1b\\" : ""}` };
  const [, code, rest = ""] = COMMAND.exec(body) ?? [];
  if (code === undefined || !rest.includes("?")) return null;
  const parts = rest.split(";");
  const answer = code === "4" ? tellPalette(parts) : tellColours(Number(code), parts);
  return answer === "" ? null : { answer };
}
