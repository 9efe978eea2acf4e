import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { cpus, release, totalmem } from "node:os";
import { z } from "zod";

const require = createRequire(import.meta.url);
const versionOf = (name: string) =>
  z.object({ version: z.string() }).parse(JSON.parse(readFileSync(require.resolve(`${name}/package.json`), "utf8"))).version;

/** Where the numbers are from; they compare only within one machine and one run. */
export function describeMachine() {
  return {
    cpu: cpus()[0]?.model ?? "unknown",
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${process.platform} ${release()}`,
    node: process.version,
    ws: versionOf("ws"),
    nodePty: versionOf("@lydell/node-pty"),
  };
}
