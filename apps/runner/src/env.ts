import { parseArgs } from "node:util";
import { isAbsolute } from "node:path";
import { LOG_LEVELS, type LogLevel } from "@pilothouse/platform";
import { environmentOf, findSystemUser, type SystemUser } from "@pilothouse/terminals/runner";
import { z } from "zod";

const Folder = z.string().refine((path) => isAbsolute(path), "must be an absolute path");
const Count = z.coerce.number().int().positive();

/** The command line; the server writes it in `startRunner`. */
const Arguments = z.object({
  "data-dir": Folder,
  "ready-fd": z.coerce.number().int().min(3).optional(),
  build: z.string().min(1).max(150),
  replaces: z.string().optional(),
  "kept-bytes": Count.optional(),
  user: z
    .string()
    .transform((text) => findSystemUser(text))
    .refine((user) => user !== null, "there is no such user")
    .optional(),
  "log-level": z.enum(LOG_LEVELS).default("info"),
});

export interface Settings {
  readonly dataDir: string;
  /** Where to say that the start has succeeded or failed. */
  readonly readyFd: number | null;
  /** What the server calls the build that it starts. */
  readonly build: string;
  /** The generation whose place this one takes. */
  readonly replaces: string | null;
  /** Output kept for each terminal, in bytes; `null`: the named limit. */
  readonly keptBytes: number | null;
  readonly logLevel: LogLevel;
  /** Whom terminals' programs run as; `null`: as this process. */
  readonly user: SystemUser | null;
  /** What terminals' environments are picked from. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Throws an error with one line that names what is wrong. */
export function readSettings(args: readonly string[], environment: Settings["environment"]): Settings {
  const options = Object.fromEntries(Object.keys(Arguments.shape).map((name) => [name, { type: "string" as const }]));
  const parsed = Arguments.safeParse(parseArgs({ args: [...args], options }).values);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new Error(`--${issue?.path.join(".")}: ${issue?.message}`);
  }
  const given = parsed.data;
  const user = given.user ?? null;
  return {
    dataDir: given["data-dir"],
    readyFd: given["ready-fd"] ?? null,
    build: given.build,
    replaces: given.replaces ?? null,
    keptBytes: given["kept-bytes"] ?? null,
    logLevel: given["log-level"],
    user,
    environment: user ? environmentOf(user, environment) : environment,
  };
}
