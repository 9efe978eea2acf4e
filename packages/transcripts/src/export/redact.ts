import { SECRET_PATTERNS } from "./secret-patterns.ts";

export const REDACTED = "[redacted]";
/** Shorter than this nothing with a digit in it is worth hiding. */
const SHORTEST = 6;

/** Blacks out what looks like a password or a key. What only looks so goes, too; what looks like nothing known stays. */
export function redact(text: string): string {
  let out = text;
  for (const { name, pattern, hide } of SECRET_PATTERNS) {
    out = out.replace(pattern, (all: string, secret: unknown) => {
      if (hide === undefined) return REDACTED;
      if (typeof secret !== "string" || secret.startsWith(REDACTED)) return all;
      if (name === "value with a digit" && secret.length < SHORTEST) return all;
      const at = all.lastIndexOf(secret);
      return all.slice(0, at) + REDACTED + all.slice(at + secret.length);
    });
  }
  return out;
}

/** Every text in a value of JSON. */
export function redactAll<T>(value: T): T {
  return redactValue(value) as T;
}

function redactValue(value: unknown): unknown {
  if (typeof value === "string") return redact(value);
  if (Array.isArray(value)) return value.map(redactValue);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, redactValue(field)]));
}
