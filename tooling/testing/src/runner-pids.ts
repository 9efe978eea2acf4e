import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The processes of every runner generation that is written down as running in this data folder. */
export function runnerPidsIn(dataDir: string): number[] {
  const folder = join(dataDir, "run");
  const names = ifThere(() => readdirSync(folder)) ?? [];
  return names
    .filter((name) => name.endsWith(".pid"))
    .map((name) => Number.parseInt(ifThere(() => readFileSync(join(folder, name), "utf8")) ?? "", 10))
    .filter((pid) => pid > 1);
}

/** `undefined` for what is not there, or not any more: a runner may be starting or ending meanwhile. */
function ifThere<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
