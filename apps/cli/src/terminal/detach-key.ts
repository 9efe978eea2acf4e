import { InvalidArgumentError } from "commander";

/** A key that detaches, in every form in which a terminal may send it. */
export interface DetachKey {
  /** For people, such as `Ctrl-]`. */
  readonly name: string;
  readonly forms: readonly Uint8Array[];
}

/**
 * Reads `ctrl-x`, where x is a letter or one of `[ \ ] ^ _`. A program may have switched the keyboard to other forms
 * than the one control byte: the kitty protocol (https://sw.kovidgoyal.net/kitty/keyboard-protocol) or xterm's
 * modifyOtherKeys.
 */
export function parseDetachKey(text: string): DetachKey {
  const match = /^(?:ctrl-|\^)([a-z[\\\]^_])$/i.exec(text);
  const letter = match?.[1]?.toLowerCase();
  if (letter === undefined) throw new InvalidArgumentError("Give a key such as ctrl-] or ctrl-a.");
  const code = letter.charCodeAt(0);
  const forms = [String.fromCharCode(code & 0x1f), `\x1b[${code};5u`, `\x1b[27;5;${code}~`];
  return { name: `Ctrl-${letter.toUpperCase()}`, forms: forms.map((form) => Buffer.from(form)) };
}

/** What was typed before the key; `null` when it was not typed. */
export function beforeKey(input: Buffer, { forms }: DetachKey): Buffer | null {
  const found = forms.map((form) => input.indexOf(form)).filter((at) => at >= 0);
  return found.length === 0 ? null : input.subarray(0, Math.min(...found));
}
