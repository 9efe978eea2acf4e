import { CreateProject, type Project } from "@pilothouse/contracts";
import { z } from "zod";

/** A project as it is typed: its folders a line each. */
export const ProjectForm = z.object({
  name: CreateProject.shape.name,
  description: CreateProject.shape.description.unwrap(),
  folders: z
    .string()
    .transform((text) =>
      text
        .split("\n")
        .map((line) => line.trim())
        .filter(Boolean),
    )
    .superRefine((folders, context) => {
      const problem = CreateProject.shape.folders.safeParse(folders).error?.issues[0];
      if (problem) context.addIssue({ code: "custom", message: problem.message });
    }),
});

/** What stands in the form at first. */
export function projectFormOf(project: Project | null): z.input<typeof ProjectForm> {
  return { name: project?.name ?? "", description: project?.description ?? "", folders: "" };
}
