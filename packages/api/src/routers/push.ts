import { PushDevice, PushEndpoint, PushKey, PushTest } from "@pilothouse/contracts";
import type { TRPCRouterRecord } from "@trpc/server";
import { authed } from "../procedures.ts";

export const push = {
  key: authed.output(PushKey).query(({ ctx }) => ctx.services.push.key(ctx.actor)),
  subscribe: authed.input(PushDevice).mutation(({ ctx, input }) => ctx.services.push.subscribe(ctx.actor, input)),
  unsubscribe: authed.input(PushEndpoint).mutation(({ ctx, input }) => ctx.services.push.unsubscribe(ctx.actor, input)),
  test: authed.output(PushTest).mutation(({ ctx }) => ctx.services.push.test(ctx.actor)),
} satisfies TRPCRouterRecord;
