import { Id, ListLogins, Login } from "@pilothouse/contracts";
import type { TRPCRouterRecord } from "@trpc/server";
import { z } from "zod";
import { mayName } from "../others.ts";
import { authed } from "../procedures.ts";

export const logins = {
  list: authed
    .input(ListLogins)
    .output(z.array(Login))
    .query(({ ctx, input, path }) => {
      mayName(path, ctx.actor, input.userId);
      return ctx.services.identity.listLogins(ctx.actor, input);
    }),
  revoke: authed.input(z.object({ id: Id })).mutation(({ ctx, input }) => ctx.services.identity.revokeLogin(ctx.actor, input.id)),
} satisfies TRPCRouterRecord;
