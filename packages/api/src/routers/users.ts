import { CreateUser, DeleteUser, EndedTerminals, Id, PersonalLink, UpdateUser, User, UserDetails } from "@pilothouse/contracts";
import type { TRPCRouterRecord } from "@trpc/server";
import { z } from "zod";
import { once } from "../once.ts";
import { authed } from "../procedures.ts";
import { invitations } from "./invitations.ts";

export const users = {
  list: authed.output(z.array(User)).query(({ ctx }) => ctx.services.identity.listUsers(ctx.actor)),
  get: authed
    .input(z.object({ id: Id }))
    .output(UserDetails)
    .query(({ ctx, input }) => ctx.services.identity.getUser(ctx.actor, input.id)),
  create: authed
    .input(CreateUser)
    .output(User)
    .mutation(({ ctx, input, path }) =>
      once({ ctx, path, input, answer: User }, () => ctx.services.identity.createUser(ctx.actor, input)),
    ),
  update: authed
    .input(UpdateUser)
    .output(User)
    .mutation(({ ctx, input }) => ctx.services.identity.updateUser(ctx.actor, input)),
  endTerminals: authed
    .input(z.object({ id: Id }))
    .output(EndedTerminals)
    .mutation(({ ctx, input }) => ctx.services.endTerminalsOf(ctx.actor, input.id)),
  delete: authed.input(DeleteUser).mutation(({ ctx, input }) => ctx.services.deleteUser(ctx.actor, input)),
  resetPassword: authed
    .input(z.object({ id: Id }))
    .output(PersonalLink)
    .mutation(({ ctx, input }) => ctx.services.identity.createResetLink(ctx.actor, input.id)),
  resetSecondFactor: authed
    .input(z.object({ id: Id }))
    .mutation(({ ctx, input }) => ctx.services.identity.secondFactors.reset(ctx.actor, input.id)),
  invitations,
} satisfies TRPCRouterRecord;
