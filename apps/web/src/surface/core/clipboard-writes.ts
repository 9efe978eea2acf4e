import { LIMITS } from "@pilothouse/contracts";

/** What a program's OSC 52 comes to. `refused`: it asks to read, is not text, or is larger than allowed. */
export type ClipboardWrite =
  | { readonly type: "write"; readonly text: string }
  | { readonly type: "refused"; readonly why: "read" | "too-large" | "malformed" };

const PAYLOAD = /^[cpqs0-7]*;(?<data>[A-Za-z0-9+/]*={0,2}|\?)$/;

/**
 * Reads the payload of OSC 52, `selection;base64` (ctlseqs, "Manipulate Selection Data"). An empty selector means the
 * usual one, as in xterm. A program never learns what the clipboard holds.
 */
export function clipboardWrite(payload: string): ClipboardWrite {
  // Before anything is taken apart: a program may send as much as it likes.
  if (payload.length > MOST_CHARACTERS) return { type: "refused", why: "too-large" };
  const data = PAYLOAD.exec(payload)?.groups?.["data"];
  if (data === "?") return { type: "refused", why: "read" };
  if (data === undefined || data === "" || data.length % 4 === 1) return { type: "refused", why: "malformed" };
  const bytes = Uint8Array.from(atob(data), (char) => char.charCodeAt(0));
  if (bytes.length > LIMITS.clipboardBytes) return { type: "refused", why: "too-large" };
  try {
    return { type: "write", text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    // No text in UTF-8: nothing that could be pasted anywhere.
    return { type: "refused", why: "malformed" };
  }
}

/** The largest text in base64, with its selector. */
const MOST_CHARACTERS = Math.ceil(LIMITS.clipboardBytes / 3) * 4 + 16;
