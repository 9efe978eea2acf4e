import { Runner } from "@pilothouse/contracts";
import type { TRPCRouterRecord } from "@trpc/server";
import { z } from "zod";
import { authed } from "../procedures.ts";

export const runners = {
  list: authed.output(z.array(Runner)).query(({ ctx }) => ctx.services.runners.list(ctx.actor)),
} satisfies TRPCRouterRecord;
