import { ConfirmSecondFactor, NewSecondFactor, ProvePassword, RecoveryCodes, SecondFactor } from "@pilothouse/contracts";
import type { TRPCRouterRecord } from "@trpc/server";
import { authed } from "../procedures.ts";

export const secondFactor = {
  get: authed.output(SecondFactor).query(({ ctx }) => ctx.services.identity.secondFactors.get(ctx.actor)),
  begin: authed
    .input(ProvePassword)
    .output(NewSecondFactor)
    .mutation(({ ctx, input }) => ctx.services.identity.secondFactors.begin(ctx.actor, input, ctx.client)),
  confirm: authed
    .input(ConfirmSecondFactor)
    .output(RecoveryCodes)
    .mutation(({ ctx, input }) => ctx.services.identity.secondFactors.confirm(ctx.actor, input)),
  disable: authed
    .input(ProvePassword)
    .mutation(({ ctx, input }) => ctx.services.identity.secondFactors.disable(ctx.actor, input, ctx.client)),
} satisfies TRPCRouterRecord;
