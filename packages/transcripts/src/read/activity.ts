import type Sqlite from "better-sqlite3";
import type { ActivityQuery, ActivityReport } from "@pilothouse/contracts";
import type { Value } from "./all-rows.ts";
import { Calendar, dayOf } from "./calendar.ts";
import { chosenConversations } from "./chosen-conversations.ts";
import type { Sight } from "./sight.ts";

type Kind = "prompt" | "answer" | "call" | "failure";

interface Happened {
  readonly at: number;
  readonly kind: Kind;
  readonly conversation: number;
}

const COUNTER = { prompt: "prompts", answer: "answers", call: "toolCalls", failure: "toolErrors" } as const;

/** Days and hours change at such moments in every time zone. */
const QUARTER_MS = 15 * 60_000;

interface Day {
  prompts: number;
  answers: number;
  toolCalls: number;
  toolErrors: number;
  readonly conversations: Set<number>;
}

/**
 * What happened on each day that something did, and in which hours of the week people write. It is counted as for a
 * conversation: answers are texts, calls that the model's maker carried out are none, and neither are copies.
 */
export function activity(db: Sqlite.Database, sight: Sight, input: ActivityQuery): ActivityReport {
  const calendar = new Calendar(input.timeZone ?? "UTC");
  const days = new Map<string, Day>();
  const quarters = new Map<number, { readonly day: Day; readonly hour: number }>();
  const hours = new Map<number, number>();
  const place = (at: number) => {
    const clock = calendar.clock(at);
    const key = dayOf(clock);
    let day = days.get(key);
    if (!day) days.set(key, (day = { prompts: 0, answers: 0, toolCalls: 0, toolErrors: 0, conversations: new Set() }));
    return { day, hour: ((clock.getUTCDay() + 6) % 7) * 24 + clock.getUTCHours() };
  };
  for (const { at, kind, conversation } of happened(db, sight, input)) {
    const quarter = Math.floor(at / QUARTER_MS);
    let known = quarters.get(quarter);
    if (!known) quarters.set(quarter, (known = place(at)));
    const { day, hour } = known;
    day[COUNTER[kind]] += 1;
    day.conversations.add(conversation);
    if (kind === "prompt") hours.set(hour, (hours.get(hour) ?? 0) + 1);
  }
  return {
    days: [...days]
      .map(([day, { conversations, ...counts }]) => ({ day, ...counts, conversations: conversations.size }))
      .sort((a, b) => (a.day < b.day ? -1 : 1)),
    hours: [...hours]
      .sort(([a], [b]) => a - b)
      .map(([hour, prompts]) => ({ weekday: Math.floor(hour / 24) + 1, hour: hour % 24, prompts })),
  };
}

function happened(db: Sqlite.Database, sight: Sight, input: ActivityQuery): Iterable<Happened> {
  const { sql, values } = chosenConversations(db, sight, input);
  const span = [input.from ?? 0, input.to ?? Number.MAX_SAFE_INTEGER];
  const rows = db.prepare<Value[], Happened>(
    `select e.at, e.kind, e.conversation from entries e join conversations c on c.id = e.conversation
     where e.at >= ? and e.at < ? and e.kind in ('prompt', 'answer') and e.thread = '' and e.original is null and e.replayed = 0
       and (e.kind = 'prompt' or exists (select 1 from blocks where entry = e.id and kind = 'text' and length > 0)) and ${sql}
     union all
     select k.called_at, 'call', k.conversation from calls k join conversations c on c.id = k.conversation
     where k.called_at >= ? and k.called_at < ? and k.copied = 0 and k.remote = 0 and ${sql}
     union all
     select k.called_at, 'failure', k.conversation from calls k join conversations c on c.id = k.conversation
     where k.called_at >= ? and k.called_at < ? and k.copied = 0 and k.outcome <> 'ok' and ${sql}`,
  );
  const part = [...span, ...values];
  return rows.iterate(...part, ...part, ...part);
}
