import { isObject, type JsonObject } from "./parse-line.ts";

/** Reads fields of transcripts, whose writers change them as they like: whatever is not as expected is not there. */

export function textOf(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

export function objectOf(value: unknown): JsonObject | null {
  return isObject(value) ? value : null;
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function objectsOf(value: unknown): readonly JsonObject[] {
  return listOf(value).filter(isObject);
}

/** A count: a whole number from 0 on, and 0 for everything else. */
export function countOf(value: unknown): number {
  return typeof value === "number" && Number.isSafeInteger(value) && value > 0 ? value : 0;
}

/** A date, with a zone, of RFC 3339. */
const DATE = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})$/i;

/** Milliseconds since 1970. What is older, such as the year 1 of programs that know no time, is no time of a transcript. */
export function timeOf(value: unknown): number | null {
  if (typeof value !== "string" || !DATE.test(value)) return null;
  const time = Date.parse(value);
  return time >= 0 ? time : null;
}
