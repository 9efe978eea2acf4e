import type { UsageBlock } from "@pilothouse/contracts";
import { TRANSCRIPT_LIMITS } from "./limits.ts";
import type { RequestScan } from "./request-scan.ts";
import { counted, dollarsOf, type SpentRow, tokensOf, toSpent } from "./spent.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const BLOCK_MS = 5 * HOUR_MS;

/** Five hours from the full hour of their first request; the first request behind them begins the next. Newest first. */
export function usageBlocks(scan: RequestScan, now: number): UsageBlock[] {
  const firsts = [...firstRequests(scan)].slice(-TRANSCRIPT_LIMITS.blocks);
  return firsts.toReversed().map((first) => toBlock(scan, { first, now }));
}

/** When the first request of each block was. */
function* firstRequests(scan: RequestScan): Generator<number> {
  for (let first = scan.firstFrom(0); first !== null; first = scan.firstFrom(blockAt(first).to)) yield first;
}

/** The block that a first request begins. */
function blockAt(first: number): { readonly from: number; readonly to: number } {
  const from = Math.floor(first / HOUR_MS) * HOUR_MS;
  return { from, to: from + BLOCK_MS };
}

/** The one of now; without requests in it, five hours from this full hour. */
export function currentBlock(scan: RequestScan, now: number): { readonly from: number; readonly to: number } {
  const block = blockAt([...firstRequests(scan)].findLast((first) => first <= now) ?? now);
  return now < block.to ? block : blockAt(now);
}

function toBlock(scan: RequestScan, { first, now }: { readonly first: number; readonly now: number }): UsageBlock {
  const { from, to } = blockAt(first);
  const lastAt = scan.lastBefore(to) ?? first;
  const row = scan.sums(from, to);
  const current = from <= now && now < to;
  const spent = toSpent(row);
  // Less than a minute says nothing of a pace.
  const minutes = ((current ? now : lastAt) - first) / MINUTE_MS;
  const pace = minutes < 1 ? null : paceOf(row, minutes);
  const left = current ? (to - now) / MINUTE_MS : null;
  const usd = spent.costUsd === null ? null : pace && pace.usd;
  return {
    from,
    to,
    firstAt: first,
    lastAt,
    spent,
    current,
    tokensPerMinute: pace && pace.tokens,
    usdPerHour: usd === null ? null : usd * 60,
    forecastTokens: pace && left !== null ? counted(Math.round(tokensOf(row) + pace.tokens * left)) : null,
    forecastUsd: usd !== null && left !== null ? dollarsOf(row) + usd * left : null,
  };
}

/** A minute's. */
function paceOf(row: SpentRow, minutes: number): { readonly tokens: number; readonly usd: number } {
  return { tokens: tokensOf(row) / minutes, usd: dollarsOf(row) / minutes };
}
