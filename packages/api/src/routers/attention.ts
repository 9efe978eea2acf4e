import { Look, Terminal, TerminalRef } from "@pilothouse/contracts";
import type { TRPCRouterRecord } from "@trpc/server";
import { z } from "zod";
import { authed } from "../procedures.ts";

export const attention = {
  list: authed.output(z.array(Terminal)).query(({ ctx }) => ctx.services.attention.list(ctx.actor)),
  look: authed.input(Look).mutation(({ ctx, input }) => ctx.services.attention.look(ctx.actor, input)),
  dismiss: authed
    .input(TerminalRef)
    .output(Terminal)
    .mutation(({ ctx, input }) => ctx.services.attention.dismiss(ctx.actor, input.id)),
} satisfies TRPCRouterRecord;
