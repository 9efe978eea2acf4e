import { hash } from "node:crypto";
import { type FindPrice, priceFinder } from "./find-price.ts";
import { PriceTable } from "./price-table.ts";
import prices from "./prices.json" with { type: "json" };

/** Prices, and a text that is another one whenever they are. */
export interface Prices {
  readonly find: FindPrice;
  readonly version: string;
}

export function pricesOf(table: PriceTable): Prices {
  return { find: priceFinder(table), version: hash("sha256", JSON.stringify(table), "base64url") };
}

/** The prices that this version knows. */
export function knownPrices(): Prices {
  return pricesOf(PriceTable.parse(prices));
}
