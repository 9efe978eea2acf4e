import { AddPasskey, BeginPasskey, Id, Passkey, PasskeyCreation, PasskeyRequest, PasskeySignIn } from "@pilothouse/contracts";
import type { TRPCRouterRecord } from "@trpc/server";
import { z } from "zod";
import { deliver } from "../deliver.ts";
import { authed, open } from "../procedures.ts";

export const passkeys = {
  list: authed.output(z.array(Passkey)).query(({ ctx }) => ctx.services.identity.passkeys.list(ctx.actor)),
  begin: authed
    .input(BeginPasskey)
    .output(PasskeyCreation)
    .mutation(({ ctx, input }) => ctx.services.identity.passkeys.begin(ctx.actor, input, ctx.client)),
  add: authed
    .input(AddPasskey)
    .output(Passkey)
    .mutation(({ ctx, input }) => ctx.services.identity.passkeys.add(ctx.actor, input, ctx.client)),
  delete: authed
    .input(z.object({ id: Id }))
    .mutation(({ ctx, input }) => ctx.services.identity.passkeys.delete(ctx.actor, input.id)),
  ask: open.output(PasskeyRequest).mutation(({ ctx }) => ctx.services.identity.passkeys.ask(ctx.client)),
  signIn: open
    .input(PasskeySignIn)
    .mutation(async ({ ctx, input }) =>
      deliver(ctx, input.transport, await ctx.services.identity.passkeys.signIn(input.shown, ctx.client)),
    ),
} satisfies TRPCRouterRecord;
