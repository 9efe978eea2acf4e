import { execFile } from "node:child_process";
import { constants } from "node:fs";
import { access, open, stat } from "node:fs/promises";
import { promisify } from "node:util";
import { Fault, messageOf } from "@pilothouse/platform";
import type { SystemUser } from "./system-user.ts";

/** What somebody finds at a path. A folder that they may not enter is `closed`. */
export type Found = "program" | "not executable" | "folder" | "closed" | "missing";

/** Looks at files as the account that terminals run as, which need not be the one that this process runs as. */
export interface Eyes {
  look(paths: readonly string[]): Promise<Found[]>;
  /** The first bytes of a file. Throws when it cannot be read. */
  head(path: string, bytes: number): Promise<Buffer>;
}

const run = promisify(execFile);
const SYSTEM_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
const PATIENCE_MS = 10_000;

const LOOK = `for path do
  if [ -d "$path" ]; then if [ -x "$path" ]; then echo folder; else echo closed; fi
  elif [ ! -f "$path" ]; then echo missing
  elif [ -x "$path" ]; then echo program
  else echo "not executable"; fi
done`;

async function lookAt(path: string): Promise<Found> {
  const found = await stat(path).catch(() => null);
  if (!found?.isFile() && !found?.isDirectory()) return "missing";
  const open = await access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
  if (found.isDirectory()) return open ? "folder" : "closed";
  return open ? "program" : "not executable";
}

/** As this process sees. */
export const ownEyes: Eyes = {
  look: (paths) => Promise.all(paths.map(lookAt)),
  head: async (path, bytes) => {
    await using file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(bytes), 0, bytes, 0);
    return buffer.subarray(0, bytesRead);
  },
};

const FOUND: ReadonlySet<string> = new Set<Found>(["program", "not executable", "folder", "closed", "missing"]);
const isFound = (word: string): word is Found => FOUND.has(word);

/**
 * As another account sees. Nothing is opened with this process's rights, and what hangs is given up: a path that somebody
 * else names can lead anywhere, and at any time elsewhere than a moment ago.
 */
export function eyesOf(user: SystemUser): Eyes {
  const groups = user.groups.length > 0 ? [`--groups=${user.groups.join(",")}`] : ["--clear-groups"];
  const become = [`--reuid=${user.uid}`, `--regid=${user.gid}`, ...groups, "--inh-caps=-all", "--"];
  const ask = (command: readonly string[], maxBuffer: number) =>
    run("setpriv", [...become, ...command], {
      cwd: "/",
      env: { PATH: SYSTEM_PATH },
      encoding: "buffer",
      maxBuffer,
      timeout: PATIENCE_MS,
      killSignal: "SIGKILL",
    });
  return {
    look: async (paths) => {
      const words = await ask(["/bin/sh", "-c", LOOK, "sh", ...paths], 64 * (paths.length + 1)).catch((error: unknown) => {
        throw new Fault("unavailable", `it cannot be seen what ${user.name} may use: ${messageOf(error)}`);
      });
      const found = words.stdout.toString().trim().split("\n").filter(isFound);
      return paths.map((_, at) => found[at] ?? "missing");
    },
    head: async (path, bytes) => (await ask(["head", "-c", String(bytes), "--", path], bytes + 1)).stdout,
  };
}
