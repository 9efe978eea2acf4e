import type { Spent } from "@pilothouse/contracts";

const UNITS = ["", "k", "M", "B", "T"] as const;

/** A number of tokens in few digits: `0`, `999`, `1.2k`, `61.5M`, `2B`. */
export function formatTokens(tokens: number): string {
  let value = Math.round(tokens);
  let unit = 0;
  // What would be rounded up to 1000 of a unit is one of the next.
  while (value >= (unit === 0 ? 1_000 : 999.95) && unit < UNITS.length - 1) {
    value /= 1_000;
    unit += 1;
  }
  const digits = unit === 0 ? String(value) : value.toFixed(1).replace(/\.0$/, "");
  return `${digits}${UNITS[unit]}`;
}

/** All digits, as shown where the pointer rests: `61,521,104 tokens`. */
export function exactTokens(tokens: number): string {
  return `${Math.round(tokens).toLocaleString("en-US")} ${tokens === 1 ? "token" : "tokens"}`;
}

type Tokens = Pick<Spent, "input" | "output" | "cacheWrite5m" | "cacheWrite1h" | "cacheRead">;

/** Tokens of all kinds together. */
export function tokensOf({ input, output, cacheWrite5m, cacheWrite1h, cacheRead }: Tokens): number {
  return input + output + cacheWrite5m + cacheWrite1h + cacheRead;
}
