import { isAscii } from "node:buffer";

/** A JSON object of which nothing is known. */
export type JsonObject = { readonly [name: string]: unknown };

/** What stands on a line. `glued`: several objects that some writer put there without line feeds between them. */
export type ParsedLine =
  | { readonly kind: "blank" }
  | { readonly kind: "object"; readonly objects: readonly [JsonObject] }
  | { readonly kind: "glued"; readonly objects: readonly JsonObject[] }
  | { readonly kind: "invalid"; readonly objects: readonly JsonObject[]; readonly reason: string };

const BYTE_ORDER_MARK = "\u{feff}";

/** Reads a line of a transcript. Never throws: what cannot be read is told, with what could be read of it. */
export function parseLine(bytes: Buffer): ParsedLine {
  const text = decode(bytes);
  const whole = readObject(text);
  if (whole) return { kind: "object", objects: [whole] };
  const bare = bareOf(text.replace(BYTE_ORDER_MARK, ""));
  if (bare === "") return { kind: "blank" };
  const trimmed = readObject(bare);
  if (trimmed) return { kind: "object", objects: [trimmed] };
  return parseGlued(bare);
}

/** Latin-1 is read much faster than UTF-8, and most lines are the same in both. */
function decode(bytes: Buffer): string {
  return bytes.toString(isAscii(bytes) ? "latin1" : "utf8");
}

/** A crash of the machine leaves zeros where a writer's last bytes should have been. No pattern: it would try each of them anew. */
function bareOf(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && isEmpty(text.charAt(from))) from += 1;
  while (to > from && isEmpty(text.charAt(to - 1))) to -= 1;
  return text.slice(from, to);
}

function isEmpty(sign: string): boolean {
  return sign === "\0" || sign.trim() === "";
}

function readObject(text: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function parseGlued(text: string): ParsedLine {
  const pieces = splitObjects(text);
  const objects = pieces.map(readObject).filter((object) => object !== null);
  const read = pieces.reduce((sum, piece) => sum + piece.length, 0);
  if (objects.length > 1 && objects.length === pieces.length && read === text.length) return { kind: "glued", objects };
  return { kind: "invalid", objects, reason: objects.length > 0 ? "only a part of it is JSON" : reasonOf(text) };
}

function reasonOf(text: string): string {
  return text.startsWith("{") ? "it is not whole" : "it is no JSON object";
}

/** The stretches between a `{` that nothing encloses and its `}`; what is in quotes does not count. */
function splitObjects(text: string): string[] {
  const pieces: string[] = [];
  let depth = 0;
  let from = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (quoted) {
      if (sign === "\\") at += 1;
      else if (sign === '"') quoted = false;
    } else if (sign === '"') quoted = depth > 0;
    else if (sign === "{") {
      if (depth === 0) from = at;
      depth += 1;
    } else if (sign === "}" && depth > 0) {
      depth -= 1;
      if (depth === 0) pieces.push(text.slice(from, at + 1));
    }
  }
  return pieces;
}
