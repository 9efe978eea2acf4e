import { CreatedShare, CreateShare, Id, ListShares, OpenedShare, OpenShare, Share } from "@pilothouse/contracts";
import type { TRPCRouterRecord } from "@trpc/server";
import { z } from "zod";
import { once } from "../once.ts";
import { authed, open } from "../procedures.ts";

export const shares = {
  create: authed
    .input(CreateShare)
    .output(CreatedShare)
    .mutation(({ ctx, input, path }) =>
      once({ ctx, path, input, answer: CreatedShare }, () => ctx.services.terminals.shares.create(ctx.actor, input)),
    ),
  list: authed
    .input(ListShares)
    .output(z.array(Share))
    .query(({ ctx, input }) => ctx.services.terminals.shares.list(ctx.actor, input)),
  revoke: authed
    .input(z.object({ id: Id }))
    .mutation(({ ctx, input }) => ctx.services.terminals.shares.revoke(ctx.actor, input.id)),
  open: open
    .input(OpenShare)
    .output(OpenedShare)
    .mutation(({ ctx, input }) => ctx.services.terminals.shares.open(input.token, ctx.client.address)),
} satisfies TRPCRouterRecord;
