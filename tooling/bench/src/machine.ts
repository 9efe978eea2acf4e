import { readFileSync } from "node:fs";
import { findPackageJSON } from "node:module";
import { cpus, release, totalmem } from "node:os";
import { z } from "zod";

function versionOf(name: string): string {
  const manifest = findPackageJSON(name, import.meta.url);
  if (manifest === undefined) throw new Error(`${name} is not installed`);
  return z.object({ version: z.string() }).parse(JSON.parse(readFileSync(manifest, "utf8"))).version;
}

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
