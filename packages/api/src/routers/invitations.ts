import { CreateInvitation, Id, Invitation, PersonalLink } from "@pilothouse/contracts";
import type { TRPCRouterRecord } from "@trpc/server";
import { z } from "zod";
import { authed } from "../procedures.ts";

export const invitations = {
  create: authed
    .input(CreateInvitation)
    .output(PersonalLink)
    .mutation(({ ctx, input }) => ctx.services.identity.createInvitation(ctx.actor, input)),
  list: authed.output(z.array(Invitation)).query(({ ctx }) => ctx.services.identity.listInvitations(ctx.actor)),
  revoke: authed
    .input(z.object({ id: Id }))
    .mutation(({ ctx, input }) => ctx.services.identity.revokeInvitation(ctx.actor, input.id)),
} satisfies TRPCRouterRecord;
