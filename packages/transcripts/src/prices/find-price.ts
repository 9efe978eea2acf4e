import type { PriceRow, PriceTable } from "./price-table.ts";

/** Finds the price of a model at a time, in milliseconds since 1970; `null` for a model whose price is not known. */
export type FindPrice = (model: string, at: number) => PriceRow | null;

/** Of a provider that resells the model: `us.anthropic.`, `openai/`. */
const PROVIDER = /^(?:[\w-]+[./])*(?=(?:claude|gpt|gemini|o\d|codex)\b)/;
/** The size of the context that was asked for. */
const CONTEXT = /\[\d+m\]$/i;
/** The version of a model's name in some clouds. */
const VERSION = /(?:@|-v\d+(?::\d+)?$|:\d+$).*$/;
const DATED = /^-\d{4}-?\d{2}-?\d{2}$/;

/** By its id or an alias, or else by the longest id that only a date follows. Never by another model's. */
export function priceFinder({ models }: PriceTable): FindPrice {
  const byName = new Map<string, PriceRow[]>();
  for (const row of models)
    for (const name of [row.id, ...(row.aliases ?? [])]) byName.set(name, [...(byName.get(name) ?? []), row]);
  const names = [...byName.keys()].sort((one, other) => other.length - one.length);
  const rowsOf = (model: string) => {
    const bare = model.trim().toLowerCase().replace(CONTEXT, "").replace(PROVIDER, "").replace(VERSION, "");
    const name = byName.has(bare) ? bare : names.find((one) => bare.startsWith(one) && DATED.test(bare.slice(one.length)));
    return name === undefined ? [] : (byName.get(name) ?? []);
  };
  const known = new Map<string, readonly PriceRow[]>();
  return (model, at) => {
    const rows = known.get(model) ?? rowsOf(model);
    known.set(model, rows);
    return rows.find((row) => startOf(row.from, -Infinity) <= at && at < startOf(row.to, Infinity)) ?? null;
  };
}

function startOf(day: string | undefined, otherwise: number): number {
  return day === undefined ? otherwise : Date.parse(`${day}T00:00:00Z`);
}
