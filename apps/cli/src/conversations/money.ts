import type { Spent } from "@pilothouse/sdk";

/** Dollars and cents; `?` where nothing of it has a known price, and `+` behind what is not all of it. */
export function money({ costUsd, unpricedRequests }: Spent): string {
  if (costUsd === null) return "?";
  return `$${costUsd.toFixed(2)}${unpricedRequests > 0 ? "+" : ""}`;
}

/** A number of tokens, short. */
export function tokens(count: number): string {
  if (count < 1_000) return String(count);
  return count < 1_000_000 ? `${(count / 1_000).toFixed(1)}k` : `${(count / 1_000_000).toFixed(1)}M`;
}
