import { ApiKey, CreateApiKey, Id, UpdateApiKey } from "@pilothouse/contracts";
import type { TRPCRouterRecord } from "@trpc/server";
import { z } from "zod";
import { once } from "../once.ts";
import { authed } from "../procedures.ts";

export const apiKeys = {
  list: authed.output(z.array(ApiKey)).query(({ ctx }) => ctx.services.identity.vault.list(ctx.actor)),
  create: authed
    .input(CreateApiKey)
    .output(ApiKey)
    .mutation(({ ctx, input, path }) =>
      once({ ctx, path, input, answer: ApiKey }, () => ctx.services.identity.vault.create(ctx.actor, input)),
    ),
  update: authed
    .input(UpdateApiKey)
    .output(ApiKey)
    .mutation(({ ctx, input }) => ctx.services.identity.vault.update(ctx.actor, input)),
  delete: authed
    .input(z.object({ id: Id }))
    .mutation(({ ctx, input }) => ctx.services.identity.vault.delete(ctx.actor, input.id)),
} satisfies TRPCRouterRecord;
