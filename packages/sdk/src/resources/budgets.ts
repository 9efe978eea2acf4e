import type { Budget, CreateBudget, UpdateBudget } from "@pilothouse/contracts";
import type { Caller } from "../calls/caller.ts";
import type { CallOptions, CreateOptions } from "../options.ts";

/** How much one means to spend. */
export interface Budgets {
  /** One's own, with what was used of them. */
  list(options?: CallOptions): Promise<Budget[]>;
  create(input: CreateBudget, options?: CreateOptions): Promise<Budget>;
  update(id: string, change: Omit<UpdateBudget, "id">, options?: CallOptions): Promise<Budget>;
  delete(id: string, options?: CallOptions): Promise<void>;
}

export function budgetsResource(caller: Caller): Budgets {
  return {
    list: (options) => caller.query((api, call) => api.analytics.budgets.list.query(undefined, call), options),
    create: (input, options) => caller.mutation((api, call) => api.analytics.budgets.create.mutate(input, call), options),
    update: (id, change, options) =>
      caller.mutation((api, call) => api.analytics.budgets.update.mutate({ ...change, id }, call), options),
    delete: (id, options) => caller.mutation((api, call) => api.analytics.budgets.delete.mutate({ id }, call), options),
  };
}
