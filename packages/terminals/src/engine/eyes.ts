import { execFile } from "node:child_process";
import { constants } from "node:fs";
import { access, open, readdir, realpath, stat } from "node:fs/promises";
import { join } from "node:path";
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
  /** The path without links. Throws when there is nothing. */
  real(path: string): Promise<string>;
  /** The files in a folder, not in those below it; none when it cannot be read. */
  files(folder: string): Promise<Written[]>;
}

interface Written {
  readonly name: string;
  /** When it was last written, in ms. */
  readonly at: number;
}

const run = promisify(execFile);
const SYSTEM_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
const PATIENCE_MS = 10_000;
const LONGEST_PATH = 64 * 1024;
/** A folder whose list is longer counts as one that cannot be read. */
const LONGEST_LIST = 4 * 1024 * 1024;

const LOOK = `for path do
  if [ -d "$path" ]; then if [ -x "$path" ]; then echo folder; else echo closed; fi
  elif [ ! -f "$path" ]; then echo missing
  elif [ -x "$path" ]; then echo program
  else echo "not executable"; fi
done`;

/** Each `<seconds since 1970> <name>`, and a zero byte. One that cannot be looked at is left out. */
const LIST = String.raw`cd -- "$1" && find -L . -maxdepth 1 -type f -printf '%T@ %f\0' 2>/dev/null; exit 0`;

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

async function writtenIn(folder: string): Promise<Written[]> {
  const names = await readdir(folder).catch(() => []);
  const found = await Promise.all(names.map(async (name) => ({ name, found: await stat(join(folder, name)).catch(() => null) })));
  return found.flatMap(({ name, found: file }) => (file?.isFile() ? [{ name, at: file.mtimeMs }] : []));
}

function readList(list: string): Written[] {
  return list.split("\0").flatMap((entry) => {
    const [, seconds, name] = /^([\d.]+) (.+)$/s.exec(entry) ?? [];
    return name === undefined ? [] : [{ name, at: Number(seconds) * 1_000 }];
  });
}

/** As this process sees. */
export const ownEyes: Eyes = {
  look: (paths) => Promise.all(paths.map(lookAt)),
  head: async (path, bytes) => {
    await using file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(bytes), 0, bytes, 0);
    return buffer.subarray(0, bytesRead);
  },
  real: (path) => realpath(path),
  files: writtenIn,
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
    real: async (path) => {
      const { stdout } = await ask(["realpath", "-e", "-z", "--", path], LONGEST_PATH);
      return stdout.toString().replace(/\0$/, "");
    },
    files: async (folder) => {
      const listed = await ask(["/bin/sh", "-c", LIST, "sh", folder], LONGEST_LIST).catch(() => null);
      return readList(listed?.stdout.toString() ?? "");
    },
  };
}
