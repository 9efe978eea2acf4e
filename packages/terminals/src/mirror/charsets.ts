import type { Charset, Internals } from "./internals.ts";

/** The letters that name charsets in `ESC ( <letter>` (xterm.js 6.0.0, `common/data/Charsets.ts`). `B` is none. */
const LETTERS = "0A4C5RQKYE6ZH7=";

/** Designators of G0 to G3. */
const DESIGNATORS = ["(", ")", "*", "+"] as const;
/** What invokes G0 to G3. */
const SHIFTS = ["\x0f", "\x0e", "\x1bn", "\x1bo"] as const;

export type CharsetNames = ReadonlyMap<Charset, string>;

/** Learns which object stands for which charset from a new terminal; all terminals share these objects. */
export async function learnCharsets(internals: Internals, write: (data: string) => Promise<void>): Promise<CharsetNames> {
  const names = new Map<Charset, string>();
  for (const letter of LETTERS) {
    await write(`\x1b(${letter}`);
    const charset = internals._charsetService.charset;
    if (charset) names.set(charset, letter);
  }
  await write("\x1b(B");
  return names;
}

/** Makes `charset` the one in use, through G0. */
export function useCharset(charset: Charset | undefined, names: CharsetNames): string {
  return `\x0f\x1b(${(charset && names.get(charset)) ?? "B"}`;
}

/** Designates G0 to G3 and invokes the right one. */
export function drawCharsets({ _charsetService: service }: Internals, names: CharsetNames): string {
  const designations = DESIGNATORS.map((designator, g) => {
    const charset = service._charsets[g];
    return charset ? `\x1b${designator}${names.get(charset) ?? "B"}` : "";
  });
  return designations.join("") + (service.glevel === 0 ? "" : (SHIFTS[service.glevel] ?? ""));
}
