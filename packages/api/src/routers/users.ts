import { CreateUser, UpdateUser, User } from "@pilothouse/contracts";
import type { TRPCRouterRecord } from "@trpc/server";
import { z } from "zod";
import { authed } from "../procedures.ts";

export const users = {
  list: authed.output(z.array(User)).query(({ ctx }) => ctx.services.identity.listUsers(ctx.actor)),
  create: authed
    .input(CreateUser)
    .output(User)
    .mutation(({ ctx, input }) => ctx.services.identity.createUser(ctx.actor, input)),
  update: authed
    .input(UpdateUser)
    .output(User)
    .mutation(({ ctx, input }) => ctx.services.identity.updateUser(ctx.actor, input)),
} satisfies TRPCRouterRecord;
