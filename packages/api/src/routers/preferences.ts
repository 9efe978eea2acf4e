import { Preferences, SetPreferences } from "@pilothouse/contracts";
import type { TRPCRouterRecord } from "@trpc/server";
import { authed } from "../procedures.ts";

export const preferences = {
  get: authed.output(Preferences).query(({ ctx }) => ctx.services.identity.getPreferences(ctx.actor)),
  set: authed
    .input(SetPreferences)
    .output(Preferences)
    .mutation(({ ctx, input }) => ctx.services.identity.setPreferences(ctx.actor, input)),
} satisfies TRPCRouterRecord;
