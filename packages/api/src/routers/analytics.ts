import {
  ActivityQuery,
  ActivityReport,
  Budget,
  BudgetRef,
  CostQuery,
  CostReport,
  CreateBudget,
  ToolsQuery,
  ToolsReport,
  UpdateBudget,
  UsageQuery,
  UsageReport,
} from "@pilothouse/contracts";
import type { TRPCRouterRecord } from "@trpc/server";
import { z } from "zod";
import { once } from "../once.ts";
import { authed } from "../procedures.ts";

export const analytics = {
  usage: authed
    .input(UsageQuery)
    .output(UsageReport)
    .query(({ ctx, input }) => ctx.services.analytics.usage(ctx.actor, input)),
  cost: authed
    .input(CostQuery)
    .output(CostReport)
    .query(({ ctx, input }) => ctx.services.analytics.cost(ctx.actor, input)),
  tools: authed
    .input(ToolsQuery)
    .output(ToolsReport)
    .query(({ ctx, input }) => ctx.services.analytics.tools(ctx.actor, input)),
  activity: authed
    .input(ActivityQuery)
    .output(ActivityReport)
    .query(({ ctx, input }) => ctx.services.analytics.activity(ctx.actor, input)),
  budgets: {
    list: authed.output(z.array(Budget)).query(({ ctx }) => ctx.services.analytics.budgets.list(ctx.actor)),
    create: authed
      .input(CreateBudget)
      .output(Budget)
      .mutation(({ ctx, input, path }) =>
        once({ ctx, path, input, answer: Budget }, () => ctx.services.analytics.budgets.create(ctx.actor, input)),
      ),
    update: authed
      .input(UpdateBudget)
      .output(Budget)
      .mutation(({ ctx, input }) => ctx.services.analytics.budgets.update(ctx.actor, input)),
    delete: authed.input(BudgetRef).mutation(({ ctx, input }) => ctx.services.analytics.budgets.delete(ctx.actor, input.id)),
  },
} satisfies TRPCRouterRecord;
