import { z } from "zod";
import { TranscriptAgent } from "./conversations.ts";
import { Id, Millis } from "./ids.ts";
import { LIMITS } from "./limits.ts";
import { Spent } from "./tokens-spent.ts";

const Count = z.number().int().nonnegative();

/** A folder that agents worked in: a repository with all its worktrees, or else the folder itself. */
export const Project = z.object({
  id: Id,
  name: z.string(),
  description: z.string(),
  /** Its folders; empty for one that was created and has none yet. */
  folders: z.array(z.string()),
  /** When it was put away; `null`: it was not. */
  archivedAt: Millis.nullable(),
  /** Whether people made it, or gave it a name. */
  own: z.boolean(),
  /** Whether people made it: then it can be deleted, and its folders can be changed. */
  created: z.boolean(),
  conversations: Count,
  firstAt: Millis.nullable(),
  lastAt: Millis.nullable(),
  agents: z.array(TranscriptAgent),
  spent: Spent,
});
export interface Project extends z.infer<typeof Project> {}

export const ProjectSort = z.enum(["last", "name", "cost", "conversations"]);
export type ProjectSort = z.infer<typeof ProjectSort>;

export const ListProjects = z
  .object({
    sort: ProjectSort.default("last"),
    /** Those that were put away, too. */
    archived: z.boolean().default(false),
    /** Part of a name or folder. */
    name: z.string().trim().max(LIMITS.searchQueryCharacters).optional(),
    limit: z.number().int().min(1).max(LIMITS.conversationsPage).default(100),
    cursor: z.string().max(300).optional(),
  })
  .prefault({});
export type ListProjects = z.input<typeof ListProjects>;

export const ProjectPage = z.object({ projects: z.array(Project), next: z.string().nullable() });
export interface ProjectPage extends z.infer<typeof ProjectPage> {}

export const ProjectRef = z.object({ id: Id });

const ProjectName = z.string().trim().min(1, "enter a name").max(100, "use at most 100 characters");
const Description = z.string().trim().max(2_000, "use at most 2000 characters");
/** Conversations that began there, or below, are the project's. */
const Folders = z
  .array(
    z
      .string()
      .min(1)
      .max(4_096)
      .regex(/^(?:\/|[A-Za-z]:\\)/, "name a folder with its whole path"),
  )
  .max(LIMITS.foldersPerProject);

export const CreateProject = z.object({
  name: ProjectName,
  description: Description.default(""),
  folders: Folders.default([]),
});
export type CreateProject = z.input<typeof CreateProject>;

export const UpdateProject = z.object({
  id: Id,
  name: ProjectName.optional(),
  description: Description.optional(),
  /** Only of a project that was created here. */
  folders: Folders.optional(),
  archived: z.boolean().optional(),
});
export type UpdateProject = z.input<typeof UpdateProject>;
