import type { ConversationAnalytics } from "@pilothouse/contracts";
import type { ReactNode } from "react";
import { exactTime } from "../../time/relative.ts";
import { formatTokens } from "../../words/format-tokens.ts";
import { sampled } from "./sampled.ts";
import { Figures } from "./figures-table.tsx";
import { Fold } from "./fold.tsx";

const WIDTH = 320;
const HEIGHT = 64;
const POINTS = 160;
const ROWS = 20;

/** How many tokens each request was asked with: a line, and the same as a table. */
export function ContextGrowth({ context }: Pick<ConversationAnalytics, "context">): ReactNode {
  const points = sampled(context, POINTS);
  const most = Math.max(...points.map(({ tokens }) => tokens), 1);
  const line = points
    .map(
      ({ tokens }, place) =>
        `${((place / Math.max(1, points.length - 1)) * WIDTH).toFixed(1)},${(HEIGHT - (tokens / most) * HEIGHT).toFixed(1)}`,
    )
    .join(" ");
  return (
    <section aria-label="Context">
      <h3 className="mb-1 font-semibold text-ink-soft">Context, up to {formatTokens(most)} tokens</h3>
      <svg
        viewBox={`0 -2 ${WIDTH} ${HEIGHT + 4}`}
        preserveAspectRatio="none"
        aria-hidden
        className="h-16 w-full border-b border-line"
      >
        <polyline points={line} fill="none" className="stroke-accent" strokeWidth="1.5" vectorEffect="non-scaling-stroke" />
      </svg>
      <Fold id="context table" label="As a table">
        {() => (
          <Figures
            title="Context by request"
            heads={["When", "Tokens"]}
            rows={sampled(context, ROWS).map(({ at, tokens }) => [exactTime(at), formatTokens(tokens)])}
          />
        )}
      </Fold>
    </section>
  );
}
