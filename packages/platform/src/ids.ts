import { randomUUIDv7 } from "node:crypto";

/** A new UUIDv7 (RFC 9562 section 5.7): unique, and sorts by the time it was made. */
export function newId(): string {
  return randomUUIDv7();
}
