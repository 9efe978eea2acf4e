import {
  AddTeamMember,
  CreateTeam,
  RenameTeam,
  SetTeamRole,
  Team,
  TeamDetails,
  TeamMemberRef,
  TeamRef,
} from "@pilothouse/contracts";
import type { TRPCRouterRecord } from "@trpc/server";
import { z } from "zod";
import { once } from "../once.ts";
import { authed } from "../procedures.ts";

export const teams = {
  list: authed.output(z.array(Team)).query(({ ctx }) => ctx.services.identity.teams.list(ctx.actor)),
  get: authed
    .input(TeamRef)
    .output(TeamDetails)
    .query(({ ctx, input }) => ctx.services.identity.teams.get(ctx.actor, input.id)),
  create: authed
    .input(CreateTeam)
    .output(TeamDetails)
    .mutation(({ ctx, input, path }) =>
      once({ ctx, path, input, answer: TeamDetails }, () => ctx.services.identity.teams.create(ctx.actor, input)),
    ),
  rename: authed
    .input(RenameTeam)
    .output(TeamDetails)
    .mutation(({ ctx, input }) => ctx.services.identity.teams.rename(ctx.actor, input)),
  delete: authed.input(TeamRef).mutation(({ ctx, input }) => ctx.services.identity.teams.delete(ctx.actor, input.id)),
  leave: authed.input(TeamRef).mutation(({ ctx, input }) => ctx.services.identity.teams.leave(ctx.actor, input.id)),
  members: {
    add: authed
      .input(AddTeamMember)
      .output(TeamDetails)
      .mutation(({ ctx, input }) => ctx.services.identity.teams.add(ctx.actor, input)),
    remove: authed.input(TeamMemberRef).mutation(({ ctx, input }) => ctx.services.identity.teams.remove(ctx.actor, input)),
    setRole: authed
      .input(SetTeamRole)
      .output(TeamDetails)
      .mutation(({ ctx, input }) => ctx.services.identity.teams.setRole(ctx.actor, input)),
  },
} satisfies TRPCRouterRecord;
