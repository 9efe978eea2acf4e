import { Fault } from "@pilothouse/platform";

/** Where a list goes on: behind the row with this value of what it is sorted by, and this number. */
export interface Place {
  readonly value: number | string;
  readonly id: number;
}

export function cursorOf({ value, id }: Place): string {
  return Buffer.from(JSON.stringify([value, id])).toString("base64url");
}

/** Fault `invalid` for a cursor that no list gave. */
export function placeOf(cursor: string): Place {
  const [value, id]: unknown[] = listIn(Buffer.from(cursor, "base64url").toString());
  const isValue = typeof value === "string" || (typeof value === "number" && Number.isFinite(value));
  if (!isValue || typeof id !== "number" || !Number.isSafeInteger(id)) {
    throw new Fault("invalid", "this cursor is of no list; leave it out to begin with the first page");
  }
  return { value, id };
}

function listIn(text: string): unknown[] {
  try {
    const read: unknown = JSON.parse(text);
    return Array.isArray(read) ? read : [];
  } catch {
    return [];
  }
}
