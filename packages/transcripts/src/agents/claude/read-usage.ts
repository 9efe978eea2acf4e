import { countOf, objectOf, objectsOf, textOf } from "../../lines/fields.ts";
import type { JsonObject } from "../../lines/parse-line.ts";
import type { RequestFact, Tokens } from "../facts.ts";

/** Messages that the agent made up itself, such as those about errors of the API. */
const SYNTHETIC = "<synthetic>";

/** Part of what the counters above them say already. */
const COUNTED_ABOVE: ReadonlySet<string> = new Set(["message", "fallback_message"]);

/** The requests that an API message of Claude Code tells of: its own, and those asked in its course. */
export function readUsage(message: JsonObject, requestId: string | null, kind: RequestFact["kind"]): RequestFact[] {
  const id = textOf(message["id"]);
  const model = textOf(message["model"]);
  const usage = objectOf(message["usage"]);
  if (id === null || model === null || model === SYNTHETIC || !usage) return [];
  const key = requestId === null ? id : `${id} ${requestId}`;
  const place = {
    serviceTier: textOf(usage["service_tier"]),
    region: textOf(usage["inference_geo"]),
    fast: usage["speed"] === "fast",
    total: null,
  };
  const webSearches = countOf(objectOf(usage["server_tool_use"])?.["web_search_requests"]);
  return [
    { key, kind, model, tokens: tokensOf(usage), webSearches, extra: false, ...place },
    ...objectsOf(usage["iterations"]).flatMap((iteration, at) => {
      const type = textOf(iteration["type"]);
      if (type === null || COUNTED_ABOVE.has(type)) return [];
      const extra = {
        key: `${key} ${type} ${at}`,
        model: textOf(iteration["model"]) ?? model,
        webSearches: 0,
        extra: true,
        ...place,
      };
      return [
        { ...extra, kind: type === "compaction" ? ("compaction" as const) : ("advisor" as const), tokens: tokensOf(iteration) },
      ];
    }),
  ];
}

/** The flat count of cache writes and its split disagree at times; what the split leaves out is of the short kind. */
function tokensOf(usage: JsonObject): Tokens {
  const split = objectOf(usage["cache_creation"]);
  const short = countOf(split?.["ephemeral_5m_input_tokens"]);
  const long = countOf(split?.["ephemeral_1h_input_tokens"]);
  const all = Math.max(countOf(usage["cache_creation_input_tokens"]), short + long);
  return {
    input: countOf(usage["input_tokens"]),
    output: countOf(usage["output_tokens"]),
    cacheWrite5m: all - long,
    cacheWrite1h: long,
    cacheRead: countOf(usage["cache_read_input_tokens"]),
  };
}
