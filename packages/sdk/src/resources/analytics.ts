import type {
  ActivityQuery,
  ActivityReport,
  CostQuery,
  CostReport,
  ToolsQuery,
  ToolsReport,
  UsageQuery,
  UsageReport,
} from "@pilothouse/contracts";
import type { Caller } from "../calls/caller.ts";
import type { CallOptions } from "../options.ts";
import { type Budgets, budgetsResource } from "./budgets.ts";

/** What agents used, and what it cost: one's own and one's teams'. */
export interface Analytics {
  readonly budgets: Budgets;
  /** Tokens and cost by time or by what they were of. A cost of `null` is not known. */
  usage(query?: UsageQuery, options?: CallOptions): Promise<UsageReport>;
  /** Of late, and in five-hour blocks with their pace and what they come to. */
  cost(query?: CostQuery, options?: CallOptions): Promise<CostReport>;
  /** Which tools were called, how that ended, and how long it took. */
  tools(query?: ToolsQuery, options?: CallOptions): Promise<ToolsReport>;
  /** What happened on each day, and in which hours of the week. */
  activity(query?: ActivityQuery, options?: CallOptions): Promise<ActivityReport>;
}

export function analyticsResource(caller: Caller): Analytics {
  return {
    budgets: budgetsResource(caller),
    usage: (query = {}, options) => caller.query((api, call) => api.analytics.usage.query(query, call), options),
    cost: (query = {}, options) => caller.query((api, call) => api.analytics.cost.query(query, call), options),
    tools: (query = {}, options) => caller.query((api, call) => api.analytics.tools.query(query, call), options),
    activity: (query = {}, options) => caller.query((api, call) => api.analytics.activity.query(query, call), options),
  };
}
