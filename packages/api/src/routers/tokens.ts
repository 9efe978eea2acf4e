import { ApiToken, CreateApiToken, CreatedApiToken, Id } from "@pilothouse/contracts";
import type { TRPCRouterRecord } from "@trpc/server";
import { z } from "zod";
import { once } from "../once.ts";
import { authed } from "../procedures.ts";

export const tokens = {
  list: authed.output(z.array(ApiToken)).query(({ ctx }) => ctx.services.identity.listTokens(ctx.actor)),
  create: authed
    .input(CreateApiToken)
    .output(CreatedApiToken)
    .mutation(({ ctx, input, path }) =>
      once({ ctx, path, input, answer: CreatedApiToken }, () => ctx.services.identity.createToken(ctx.actor, input)),
    ),
  revoke: authed.input(z.object({ id: Id })).mutation(({ ctx, input }) => ctx.services.identity.revokeToken(ctx.actor, input.id)),
} satisfies TRPCRouterRecord;
