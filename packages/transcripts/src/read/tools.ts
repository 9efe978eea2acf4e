import type Sqlite from "better-sqlite3";
import type { ToolOutcome, ToolsQuery, ToolsReport, ToolUse } from "@pilothouse/contracts";
import type { Value } from "./all-rows.ts";
import { chosenConversations } from "./chosen-conversations.ts";
import { allOf, type Condition, when } from "./condition.ts";
import type { Sight } from "./sight.ts";

interface CallRow {
  readonly name: string;
  readonly outcome: ToolOutcome | null;
  readonly ms: number | null;
}

/** Which tools were called, how that ended, and how long it took. */
export function tools(db: Sqlite.Database, sight: Sight, { from, to, model, ...chosen }: ToolsQuery): ToolsReport {
  const asked = "exists (select 1 from entries where id = k.call_entry and model = ?)";
  const times = [...when(from, "k.called_at >= ?"), ...when(to, "k.called_at < ?")];
  const calls = allOf([
    { sql: "k.copied = 0 and k.call_entry is not null", values: [] },
    chosenConversations(db, sight, chosen),
    ...times,
    ...when(model, asked),
  ]);
  return { tools: toolUses(db, calls) };
}

/** Of calls `k` in conversations `c`; the tool that was called most comes first. */
export function toolUses(db: Sqlite.Database, { sql, values }: Condition): ToolUse[] {
  const rows = db.prepare<Value[], CallRow>(
    `select k.name, k.outcome, max(k.ended_at - k.called_at, 0) as ms
     from calls k join conversations c on c.id = k.conversation where ${sql}`,
  );
  const uses = new Map<string, { counts: Record<ToolOutcome | "calls", number>; times: number[] }>();
  for (const { name, outcome, ms } of rows.iterate(...values)) {
    let use = uses.get(name);
    if (!use) uses.set(name, (use = { counts: { calls: 0, ok: 0, failed: 0, denied: 0, refused: 0 }, times: [] }));
    use.counts.calls += 1;
    if (outcome !== null) use.counts[outcome] += 1;
    if (ms !== null) use.times.push(ms);
  }
  return [...uses]
    .map(([name, { counts, times }]) => ({ name, ...counts, ...timesOf(times) }))
    .sort((a, b) => b.calls - a.calls || (a.name < b.name ? -1 : 1));
}

function timesOf(times: number[]): Pick<ToolUse, "totalMs" | "medianMs" | "slowestMs"> {
  times.sort((a, b) => a - b);
  return {
    totalMs: times.reduce((sum, ms) => sum + ms, 0),
    medianMs: times[Math.floor((times.length - 1) / 2)] ?? null,
    slowestMs: times.at(-1) ?? null,
  };
}
