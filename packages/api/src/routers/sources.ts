import { AssignSource, Source } from "@pilothouse/contracts";
import type { TRPCRouterRecord } from "@trpc/server";
import { z } from "zod";
import { authed } from "../procedures.ts";

export const sources = {
  list: authed.output(z.array(Source)).query(({ ctx }) => ctx.services.sources.list(ctx.actor)),
  assign: authed
    .input(AssignSource)
    .output(Source)
    .mutation(({ ctx, input }) => ctx.services.sources.assign(ctx.actor, input)),
} satisfies TRPCRouterRecord;
