import type { Spent } from "@pilothouse/contracts";
import type { ReactNode } from "react";
import { Figures } from "../ui/figures.tsx";
import { exactTokens, formatTokens, tokensOf } from "../words/format-tokens.ts";
import { formatCost, unpricedWords } from "../words/format-usd.ts";

/** What a whole period took. */
export function TotalFigures({ total }: { total: Spent }): ReactNode {
  const { input, output, cacheWrite5m, cacheWrite1h, cacheRead, requests, extraCalls, unpricedRequests } = total;
  const written = cacheWrite5m + cacheWrite1h;
  const asked = input + written + cacheRead;
  const figure = (name: string, tokens: number, note?: string) => ({
    name,
    value: formatTokens(tokens),
    title: exactTokens(tokens),
    note,
  });
  return (
    <Figures
      label="In this period"
      figures={[
        { name: "Spend", value: formatCost(total), note: unpricedWords(unpricedRequests) },
        figure("Tokens", tokensOf(total)),
        figure("Input", input, "not from a cache"),
        figure("Output", output),
        figure("Written to caches", written),
        figure(
          "Read from caches",
          cacheRead,
          asked === 0 ? undefined : `${Math.round((cacheRead / asked) * 100)} % of what was asked with`,
        ),
        {
          name: "Requests",
          value: requests.toLocaleString("en-US"),
          note: extraCalls > 0 ? `and ${extraCalls.toLocaleString("en-US")} in the course of others` : null,
        },
      ]}
    />
  );
}
