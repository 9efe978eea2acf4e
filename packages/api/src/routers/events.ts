import { SubscribeEvents } from "@pilothouse/contracts";
import type { TRPCRouterRecord } from "@trpc/server";
import { live } from "../procedures.ts";
import { numbered, orNever } from "../streams.ts";

export const events = {
  subscribe: live.input(SubscribeEvents).subscription(async ({ ctx, input, signal }) => {
    const link = { gate: ctx.gate, signal: orNever(signal) };
    return numbered(await ctx.services.events.subscribe(ctx.actor, input, link), ctx);
  }),
} satisfies TRPCRouterRecord;
