import { SigningKey, SigningKeyId } from "@pilothouse/contracts";
import type { TRPCRouterRecord } from "@trpc/server";
import { z } from "zod";
import { authed } from "../procedures.ts";

export const signingKeys = {
  list: authed.output(z.array(SigningKey)).query(({ ctx }) => ctx.services.identity.signingKeys.list(ctx.actor)),
  rotate: authed.output(SigningKey).mutation(({ ctx }) => ctx.services.identity.signingKeys.rotate(ctx.actor)),
  revoke: authed
    .input(z.object({ id: SigningKeyId }))
    .mutation(({ ctx, input }) => ctx.services.identity.signingKeys.revoke(ctx.actor, input.id)),
} satisfies TRPCRouterRecord;
