import type { CostReport, Spent } from "@pilothouse/contracts";

const DOLLARS = new Intl.NumberFormat("en-US", { style: "currency", currency: "USD" });
const LEAST = 0.01;

/** US dollars in cents: `$0.00`, `<$0.01`, `$1,234.56`; `unknown` for what has no known price. */
export function formatUsd(usd: number | null): string {
  if (usd === null) return "unknown";
  if (usd > 0 && usd < LEAST) return "<$0.01";
  return DOLLARS.format(usd);
}

type Priced = Pick<Spent, "requests" | "extraCalls" | "costUsd" | "unpricedRequests">;

/** What requests cost. Nothing costs nothing; with requests whose price is not known it is at least so much: `≥ $1.20`. */
export function formatCost({ requests, extraCalls, costUsd, unpricedRequests }: Priced): string {
  if (costUsd === null) return requests + extraCalls === 0 ? formatUsd(0) : formatUsd(null);
  return unpricedRequests > 0 ? `≥ ${formatUsd(costUsd)}` : formatUsd(costUsd);
}

/** What a month comes to. One in which nothing was asked comes to nothing, and is not unknown. */
export function formatForecast({ month, forecastMonthUsd }: Pick<CostReport, "month" | "forecastMonthUsd">): string {
  return forecastMonthUsd === null ? formatCost(month) : formatUsd(forecastMonthUsd);
}

/** Tells of requests that are not in a cost; `null`: there are none. */
export function unpricedWords(requests: number): string | null {
  if (requests === 0) return null;
  return requests === 1
    ? "1 request of a model without a known price"
    : `${requests.toLocaleString("en-US")} requests of models without a known price`;
}
