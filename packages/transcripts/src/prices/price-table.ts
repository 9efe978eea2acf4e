import { z } from "zod";
import type { Tokens } from "../agents/facts.ts";

/** US dollars for a million tokens of each kind. */
const Rates = z.strictObject({
  input: z.number(),
  output: z.number(),
  cacheWrite5m: z.number(),
  cacheWrite1h: z.number(),
  cacheRead: z.number(),
} satisfies Record<keyof Tokens, unknown>);
export interface Rates extends z.infer<typeof Rates> {}

const Day = z.iso.date();

const PriceRow = z.strictObject({
  id: z.string(),
  maker: z.string(),
  aliases: z.array(z.string()).optional(),
  /** The first day (UTC) of these prices, and the day on which others begin. */
  from: Day.optional(),
  to: Day.optional(),
  rates: Rates,
  /** For the whole of a request with more tokens in its prompt, cached ones included. */
  longPrompt: z.strictObject({ above: z.int(), rates: Rates }).optional(),
  /** Costs more where it is asked for in one region alone. */
  regional: z.boolean().optional(),
  /** How many times as much its fast mode costs. */
  fast: z.number().optional(),
  tiers: z.record(z.string(), Rates).optional(),
  confidence: z.string().optional(),
});
export interface PriceRow extends z.infer<typeof PriceRow> {}

/** Prices of models by date. */
export const PriceTable = z.strictObject({ unit: z.string(), asOf: Day, models: z.array(PriceRow) });
export interface PriceTable extends z.infer<typeof PriceTable> {}
