import { readFileSync } from "node:fs";
import { z } from "zod";

const Tokens = z.object({
  input: z.number(),
  output: z.number(),
  cache_write_5m: z.number().optional(),
  cache_write_1h: z.number().optional(),
  cache_read: z.number(),
  web_search_requests: z.number().optional(),
});
const Spent = Tokens.extend({
  requests: z.number().optional(),
  advisor_calls: z.number().optional(),
  mirror_only_requests: z.number().optional(),
  cost_usd: z.number(),
});
const Counts = z.record(z.string(), z.number());

const GrowthPoint = z.object({
  bytes: z.number(),
  lines: z.number(),
  valid_json_lines: z.number().optional(),
  human_prompts: z.number().optional(),
  tool_calls: z.number(),
  tool_errors: z.number().optional(),
  requests: z.number().optional(),
  tokens_with_advisor: Tokens.optional(),
  cost_usd: z.number().optional(),
  tokens_own: z.object({ total_tokens: z.number() }).optional(),
});

const ClaudeTruth = z.object({
  lines: z.number(),
  blank_lines: z.number(),
  valid_json_lines: z.number(),
  invalid_json_lines: z.number(),
  system_subtypes: Counts.optional(),
  attachment_types: Counts.optional(),
  user_entries: z.number(),
  assistant_entries: z.number(),
  user_tool_result_entries: z.number(),
  human_prompts: z.number(),
  compact_summaries: z.number(),
  api_error_messages: z.number(),
  thinking_blocks: z.number(),
  image_blocks: z.number(),
  server_tool_use_blocks: z.number(),
  sidechain_entries: z.number(),
  tool_calls: z.number(),
  tool_calls_by_name: Counts,
  tool_results: z.number(),
  tool_errors: z.number(),
  tool_errors_by_name: Counts,
  tool_rejected_by_user: z.number(),
  requests: z.number(),
  tokens: Tokens,
  tokens_with_advisor: Tokens,
  by_model: z.record(z.string(), z.unknown()),
  cost_usd: z.number(),
  unpriced_requests: z.number(),
  turn_duration_ms_total: z.number(),
  uuids: z.number(),
  search_terms: Counts,
  growth_points: z.array(GrowthPoint).optional(),
});

const CodexTokens = z.object({ input_tokens: z.number(), cached_input_tokens: z.number(), output_tokens: z.number() });
const CodexTruth = z.object({
  lines: z.number(),
  valid_json_lines: z.number(),
  session: z.object({ id: z.string(), cwd: z.string(), cli_version: z.string() }),
  models: Counts,
  user_messages: z.number(),
  agent_messages: z.number(),
  tool_calls: z.number(),
  tool_calls_by_name: Counts,
  compactions: z.number(),
  usage_events_counted: z.number(),
  tokens_own: CodexTokens.extend({ total_tokens: z.number() }),
  growth_points: z.array(GrowthPoint).optional(),
});

const GeminiTruth = z.object({
  session_id: z.string(),
  messages: z.number(),
  by_type: Counts,
  models: Counts,
  tokens_sum: z.object({ input: z.number(), output: z.number(), cached: z.number(), thoughts: z.number() }).partial(),
  tool_calls: Counts,
});

const Truth = z.object({
  aggregate: z.object({
    claude_files: z.number(),
    claude_lines: z.number(),
    claude_invalid_lines: z.number(),
    claude_human_prompts: z.number(),
    claude_tool_calls: z.number(),
    claude_tool_errors: z.number(),
    requests_seen_in_more_than_one_file: z.number(),
    totals: Spent,
    advisor: Spent,
    mirror_only: Spent,
    grand_total: Spent,
    of_which_in_subagents: Spent,
    unpriced_requests: z.number(),
    by_model: z.record(z.string(), Spent),
    by_utc_day: z.record(z.string(), Spent),
    by_project_dir: z.record(z.string(), Spent),
    codex_files: z.number(),
    codex_tokens_own_total: z.number(),
  }),
  files: z.record(z.string(), z.object({ truth: z.unknown() })),
});

const TRUTH = Truth.parse(JSON.parse(readFileSync(new URL("../../fixtures/TRUTH.json", import.meta.url), "utf8")));

/** What is in the fixtures, as another program counted it. */
export const truth = {
  aggregate: TRUTH.aggregate,
  claude: of("claude/", ClaudeTruth),
  codex: of("codex/", CodexTruth),
  gemini: of("gemini/", GeminiTruth),
};

export type SpentTruth = z.infer<typeof Spent>;

function of<Schema extends z.ZodType>(beginning: string, schema: Schema): ReadonlyMap<string, z.infer<Schema>> {
  const files = Object.entries(TRUTH.files).filter(([name]) => name.startsWith(beginning));
  return new Map(files.map(([name, { truth }]) => [name, schema.parse(truth)]));
}
