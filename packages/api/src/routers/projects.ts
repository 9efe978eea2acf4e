import { CreateProject, ListProjects, Project, ProjectPage, ProjectRef, UpdateProject } from "@pilothouse/contracts";
import type { TRPCRouterRecord } from "@trpc/server";
import { once } from "../once.ts";
import { authed } from "../procedures.ts";

export const projects = {
  list: authed
    .input(ListProjects)
    .output(ProjectPage)
    .query(({ ctx, input }) => ctx.services.projects.list(ctx.actor, input)),
  get: authed
    .input(ProjectRef)
    .output(Project)
    .query(({ ctx, input }) => ctx.services.projects.get(ctx.actor, input.id)),
  create: authed
    .input(CreateProject)
    .output(Project)
    .mutation(({ ctx, input, path }) =>
      once({ ctx, path, input, answer: Project }, () => ctx.services.projects.create(ctx.actor, input)),
    ),
  update: authed
    .input(UpdateProject)
    .output(Project)
    .mutation(({ ctx, input }) => ctx.services.projects.update(ctx.actor, input)),
  delete: authed.input(ProjectRef).mutation(({ ctx, input }) => ctx.services.projects.delete(ctx.actor, input.id)),
} satisfies TRPCRouterRecord;
