import { z } from "zod";
import { ToolUse, TranscriptAgent } from "./conversations.ts";
import { Id, Millis } from "./ids.ts";
import { LIMITS } from "./limits.ts";
import { Spent } from "./tokens-spent.ts";

const Count = z.number().int().nonnegative();

/** An IANA name such as `Europe/Berlin`. */
export const TimeZone = z
  .string()
  .max(64)
  .refine((name) => {
    try {
      return new Intl.DateTimeFormat("en", { timeZone: name }).format(0) !== "";
    } catch {
      return false;
    }
  }, "name a time zone as in Europe/Berlin");

const Period = {
  /** At or after this time. */
  from: Millis.optional(),
  /** Before this time. */
  to: Millis.optional(),
  /** Whose days and hours are meant. */
  timeZone: TimeZone.default("UTC"),
};

const Chosen = {
  projectId: Id.optional(),
  agent: TranscriptAgent.optional(),
  model: z.string().min(1).max(300).optional(),
  conversationId: Id.optional(),
};

export const UsageGroup = z.enum(["total", "hour", "day", "week", "month", "model", "project", "agent", "conversation"]);
export type UsageGroup = z.infer<typeof UsageGroup>;

export const UsageQuery = z.object({
  groupBy: UsageGroup.default("day"),
  ...Period,
  ...Chosen,
  /** Rows with the highest cost first count; of times, the newest. */
  limit: z.number().int().min(1).max(LIMITS.usageRows).default(LIMITS.usageRows),
});
export type UsageQuery = z.input<typeof UsageQuery>;

export const UsageRow = Spent.extend({
  /**
   * What the row is of: `total`; a day as `2026-11-25`, an hour as `2026-11-25T14`, a week by its Monday, a month as
   * `2026-11`; a model; an agent; a project's or conversation's id. `unknown` where the transcript does not say.
   */
  key: z.string(),
  /** The same in words. */
  label: z.string(),
});
export interface UsageRow extends z.infer<typeof UsageRow> {}

/** Times in their order; everything else by cost, the highest first. */
export const UsageReport = z.object({
  rows: z.array(UsageRow),
  /** Of all rows, also of those beyond the limit. */
  total: Spent,
});
export interface UsageReport extends z.infer<typeof UsageReport> {}

export const ToolsQuery = z.object({ ...Period, ...Chosen });
export type ToolsQuery = z.input<typeof ToolsQuery>;
export const ToolsReport = z.object({ tools: z.array(ToolUse) });
export interface ToolsReport extends z.infer<typeof ToolsReport> {}

export const ActivityQuery = z.object({ ...Period, ...Chosen });
export type ActivityQuery = z.input<typeof ActivityQuery>;

export const ActivityReport = z.object({
  days: z.array(
    z.object({ day: z.string(), prompts: Count, answers: Count, toolCalls: Count, toolErrors: Count, conversations: Count }),
  ),
  /** Prompts by weekday (1 is Monday) and hour of the day. */
  hours: z.array(z.object({ weekday: z.number().int().min(1).max(7), hour: z.number().int().min(0).max(23), prompts: Count })),
});
export interface ActivityReport extends z.infer<typeof ActivityReport> {}

/** Five hours from the full hour (UTC) of their first request: how plans with limits count. An estimate. */
export const UsageBlock = z.object({
  from: Millis,
  to: Millis,
  firstAt: Millis,
  lastAt: Millis,
  spent: Spent,
  /** Whether it is the one of now. */
  current: z.boolean(),
  /** Tokens a minute, and dollars an hour, since its first request. */
  tokensPerMinute: z.number().nonnegative().nullable(),
  usdPerHour: z.number().nonnegative().nullable(),
  /** What it comes to at its end if it goes on so. */
  forecastTokens: Count.nullable(),
  forecastUsd: z.number().nonnegative().nullable(),
});
export interface UsageBlock extends z.infer<typeof UsageBlock> {}

export const CostQuery = z.object({ timeZone: TimeZone.default("UTC"), agent: TranscriptAgent.optional() });
export type CostQuery = z.input<typeof CostQuery>;

export const CostReport = z.object({
  today: Spent,
  yesterday: Spent,
  /** Since Monday, and since the first of the month. */
  week: Spent,
  month: Spent,
  /** What the month comes to at the pace of its last seven days; `null`: nothing in it has a price. */
  forecastMonthUsd: z.number().nonnegative().nullable(),
  /** The newest first. */
  blocks: z.array(UsageBlock),
});
export interface CostReport extends z.infer<typeof CostReport> {}

/** `usd`: what metered requests cost. `tokens`: what a plan lets through. */
export const BudgetUnit = z.enum(["usd", "tokens"]);
export type BudgetUnit = z.infer<typeof BudgetUnit>;
/** `block`: five hours, as in `UsageBlock`. */
export const BudgetPeriod = z.enum(["block", "day", "week", "month"]);
export type BudgetPeriod = z.infer<typeof BudgetPeriod>;

const BudgetFields = {
  name: z.string().trim().min(1, "enter a name").max(100, "use at most 100 characters"),
  unit: BudgetUnit,
  period: BudgetPeriod,
  limit: z.number().positive().max(1e15),
  projectId: Id.nullable(),
  timeZone: TimeZone,
  /** Parts of the limit, from 0 to 1, at which it is told. */
  alertAt: z.array(z.number().positive().max(10)).max(10),
};

export const CreateBudget = z.object({
  ...BudgetFields,
  projectId: BudgetFields.projectId.default(null),
  timeZone: BudgetFields.timeZone.default("UTC"),
  alertAt: BudgetFields.alertAt.default([0.8, 1]),
});
export type CreateBudget = z.input<typeof CreateBudget>;

/** What is left out stays as it is: nothing here may have a default. */
export const UpdateBudget = z.object(BudgetFields).partial().extend({ id: Id });
export type UpdateBudget = z.input<typeof UpdateBudget>;
export const BudgetRef = z.object({ id: Id });

export const Budget = z.object({
  id: Id,
  name: z.string(),
  unit: BudgetUnit,
  period: BudgetPeriod,
  limit: z.number(),
  projectId: Id.nullable(),
  timeZone: z.string(),
  alertAt: z.array(z.number()),
  /** Of the period of now, in its unit. */
  used: z.number().nonnegative(),
  forecast: z.number().nonnegative(),
  left: z.number(),
  from: Millis,
  to: Millis,
  /** The highest part that it was told of in this period; `null`: none. */
  alerted: z.number().nullable(),
});
export interface Budget extends z.infer<typeof Budget> {}
