import { expect } from "vitest";
import { type SpentTruth, truth } from "../../testing/truth.ts";

/** Has a line with two objects, of which the other program read none; one of them is an answer. */
const GLUED = "130d7b7e";

/** What `claudeFigures` is to be. */
export function claudeTruth(name: string) {
  const expected = truth.claude.get(name);
  if (!expected) throw new Error(`nothing is known of ${name}`);
  const { growth_points: _points, by_model, assistant_entries, ...same } = expected;
  return {
    ...same,
    assistant_entries: assistant_entries + (name.includes(GLUED) ? 1 : 0),
    system_subtypes: same.system_subtypes ?? {},
    attachment_types: same.attachment_types ?? {},
    models: Object.keys(by_model).sort(),
    cost_usd: expect.closeTo(same.cost_usd, 5),
  };
}

/** What `wholeFigures` is to be. */
export function wholeTruth() {
  const { aggregate } = truth;
  const all = (sums: Record<string, SpentTruth>) =>
    Object.fromEntries(Object.entries(sums).map(([name, sum]) => [name, spent(sum)]));
  return {
    claude_human_prompts: aggregate.claude_human_prompts,
    claude_tool_calls: aggregate.claude_tool_calls,
    claude_tool_errors: aggregate.claude_tool_errors,
    totals: spent(aggregate.totals),
    advisor: spent(aggregate.advisor),
    mirror_only: spent(aggregate.mirror_only),
    grand_total: { ...spent(aggregate.grand_total), mirror_only_requests: aggregate.mirror_only.mirror_only_requests },
    of_which_in_subagents: spent(aggregate.of_which_in_subagents),
    unpriced_requests: aggregate.unpriced_requests,
    by_model: all(aggregate.by_model),
    by_utc_day: all(aggregate.by_utc_day),
    by_project_dir: all(aggregate.by_project_dir),
  };
}

/** What is not there is 0. Here a request of which only a copy is left is a request, too. */
function spent(sum: SpentTruth) {
  return {
    requests: (sum.requests ?? 0) + (sum.mirror_only_requests ?? 0),
    advisor_calls: sum.advisor_calls ?? 0,
    mirror_only_requests: sum.mirror_only_requests ?? 0,
    input: sum.input,
    output: sum.output,
    cache_write_5m: sum.cache_write_5m ?? 0,
    cache_write_1h: sum.cache_write_1h ?? 0,
    cache_read: sum.cache_read,
    web_search_requests: sum.web_search_requests ?? 0,
    cost_usd: expect.closeTo(sum.cost_usd, 5),
  };
}

/** What files with a known past had at some length. */
export function growthTruth() {
  const files = [...truth.claude, ...truth.codex].map(([name, { growth_points }]) => ({ name, points: growth_points ?? [] }));
  return files.flatMap(({ name, points }) =>
    points.map(({ bytes, cost_usd, tokens_own: _own, ...figures }) => ({
      name,
      bytes,
      figures: cost_usd === undefined ? figures : { ...figures, cost_usd: expect.closeTo(cost_usd, 5) },
    })),
  );
}
