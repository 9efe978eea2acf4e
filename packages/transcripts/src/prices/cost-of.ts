import type { RequestFact, Tokens } from "../agents/facts.ts";
import type { PriceRow, Rates } from "./price-table.ts";

/** What of a request its cost depends on. */
export type Priced = Pick<RequestFact, "tokens" | "webSearches" | "serviceTier" | "region" | "fast">;

const NANO_DOLLARS = 1e9;
const TOKENS_PER_RATE = 1e6;
const WEB_SEARCH = 10 / 1_000;
/** For models of a maker's newer generations that are asked for in the United States alone. */
const REGIONAL = { region: "us", times: 1.1 };
const BATCH = { tier: "batch", times: 0.5 };

/** What a request costs, in whole nano-dollars, so that sums of any length are exact. */
export function costOf(request: Priced, row: PriceRow): number {
  const rates = ratesOf(request, row);
  const tokens = sumOf(request.tokens, rates) / TOKENS_PER_RATE;
  return Math.round((tokens * timesOf(request, row) + request.webSearches * WEB_SEARCH) * NANO_DOLLARS);
}

function ratesOf({ tokens, serviceTier }: Priced, { rates, longPrompt, tiers }: PriceRow): Rates {
  const prompt = tokens.input + tokens.cacheWrite5m + tokens.cacheWrite1h + tokens.cacheRead;
  if (longPrompt && prompt > longPrompt.above) return longPrompt.rates;
  return (serviceTier === null ? undefined : tiers?.[serviceTier]) ?? rates;
}

function sumOf(tokens: Tokens, rates: Rates): number {
  return (
    tokens.input * rates.input +
    tokens.output * rates.output +
    tokens.cacheWrite5m * rates.cacheWrite5m +
    tokens.cacheWrite1h * rates.cacheWrite1h +
    tokens.cacheRead * rates.cacheRead
  );
}

function timesOf({ serviceTier, region, fast }: Priced, row: PriceRow): number {
  const inRegion = region === REGIONAL.region && row.regional ? REGIONAL.times : 1;
  return inRegion * (serviceTier === BATCH.tier ? BATCH.times : 1) * (fast ? (row.fast ?? 1) : 1);
}
