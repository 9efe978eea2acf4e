import type { Feed, PlacedFeed } from "./feed-rows.ts";

/** What the files of a conversation say of it together. */
export function sumFeeds(feeds: readonly PlacedFeed[]) {
  const main = feeds.filter(({ role }) => role === "main");
  const byLast = main.toSorted((one, other) => (other.last_at ?? 0) - (one.last_at ?? 0));
  const byFirst = main.toSorted((one, other) => (one.first_at ?? Infinity) - (other.first_at ?? Infinity));
  const newest = <Name extends keyof Feed>(name: Name) => byLast.find((feed) => feed[name] !== null)?.[name] ?? null;
  const total = (name: Count) => feeds.reduce((sum, feed) => sum + feed[name], 0);
  const holding = main.length > 0 ? main : feeds;
  const missing = holding.map(({ missing_since }) => missing_since);
  return {
    listed: main.some(({ shown }) => shown > 0) ? 1 : 0,
    custom_title: newest("custom_title"),
    generated_title: newest("generated_title"),
    first_prompt: byFirst.find(({ first_prompt }) => first_prompt !== null)?.first_prompt ?? null,
    cwd: byFirst.find(({ first_cwd }) => first_cwd !== null)?.first_cwd ?? null,
    branch: newest("branch"),
    model: newest("model"),
    version: newest("version"),
    pull_request: newest("pull_request"),
    parent_session: newest("parent_session"),
    ended: byLast[0]?.ended ?? null,
    started_at: least(feeds.map(({ first_at }) => first_at)),
    last_at: greatest(feeds.map(({ last_at }) => last_at)),
    entries: total("entries"),
    prompts: total("prompts"),
    answers: total("answers"),
    tool_calls: total("tool_calls"),
    tool_errors: total("tool_errors"),
    api_errors: total("api_errors"),
    compactions: total("compactions"),
    subagents: total("subagents"),
    missing_since: missing.includes(null) ? null : greatest(missing),
  };
}

type Count = "entries" | "prompts" | "answers" | "tool_calls" | "tool_errors" | "api_errors" | "compactions" | "subagents";

export function least(times: readonly (number | null)[]): number | null {
  return times.reduce((least, time) => (time !== null && (least === null || time < least) ? time : least), null);
}

export function greatest(times: readonly (number | null)[]): number | null {
  return times.reduce((greatest, time) => (time !== null && (greatest === null || time > greatest) ? time : greatest), null);
}
