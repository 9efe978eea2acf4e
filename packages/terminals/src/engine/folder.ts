import { isAbsolute, join, normalize } from "node:path";
import { Fault } from "@pilothouse/platform";
import { type Eyes, ownEyes } from "./eyes.ts";

/** The folder a terminal starts in: absolute, `~` or `~/...`; home when none is given. Throws a Fault `invalid`. */
export async function resolveFolder(cwd: string | undefined, home: string, eyes: Eyes = ownEyes): Promise<string> {
  const asked = cwd ?? "~";
  const path = asked === "~" || asked.startsWith("~/") ? join(home, asked.slice(1)) : asked;
  if (!isAbsolute(path)) throw new Fault("invalid", `the folder ${asked} is not absolute`, { folder: asked });
  const [found] = await eyes.look([path]);
  if (found === "missing") throw new Fault("invalid", `the folder ${path} does not exist`, { folder: path });
  if (found === "closed") throw new Fault("invalid", `the folder ${path} may not be entered`, { folder: path });
  if (found !== "folder") throw new Fault("invalid", `${path} is not a folder`, { folder: path });
  return normalize(path);
}
