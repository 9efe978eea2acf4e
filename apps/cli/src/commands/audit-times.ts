import { InvalidArgumentError } from "commander";

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The time that somebody wrote, in milliseconds since 1970; a day begins at midnight here. */
export function parseFrom(value: string): number {
  return read(DAY.test(value) ? `${value}T00:00` : value);
}

/** The same, of an end: a day ends with its last millisecond. */
export function parseTo(value: string): number {
  return read(DAY.test(value) ? `${value}T23:59:59.999` : value);
}

function read(value: string): number {
  const at = Date.parse(value);
  if (Number.isNaN(at)) throw new InvalidArgumentError("give a day or a time, such as 2026-01-31 or 2026-01-31T08:30.");
  return at;
}
