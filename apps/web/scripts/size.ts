import { readFileSync } from "node:fs";
import { join } from "node:path";
import { stdout } from "node:process";
import { gzipSync } from "node:zlib";

/** Most gzipped kilobytes (1,000 bytes) of JavaScript. */
const BUDGETS = { firstRoute: 250, terminal: 130 };

interface Chunk {
  readonly file: string;
  readonly name?: string;
  readonly src?: string;
  readonly imports?: readonly string[];
}

const dist = join(import.meta.dirname, "../dist");

function isManifest(value: unknown): value is Record<string, Chunk> {
  return typeof value === "object" && value !== null && "index.html" in value;
}

function readManifest(): Record<string, Chunk> {
  const manifest: unknown = JSON.parse(readFileSync(join(dist, ".vite/manifest.json"), "utf8"));
  if (!isManifest(manifest)) throw new Error("dist/.vite/manifest.json has no index.html: build first");
  return manifest;
}

/** A chunk and everything it imports before it runs. */
function closure(manifest: Record<string, Chunk>, keys: readonly string[], seen = new Set<string>()): Set<string> {
  for (const key of keys) {
    const chunk = manifest[key];
    if (!chunk || seen.has(key)) continue;
    seen.add(key);
    closure(manifest, chunk.imports ?? [], seen);
  }
  return seen;
}

function kilobytes(manifest: Record<string, Chunk>, keys: Iterable<string>): number {
  const files = new Set(Array.from(keys, (key) => manifest[key]?.file).filter((file) => file?.endsWith(".js")));
  let bytes = 0;
  for (const file of files) bytes += gzipSync(readFileSync(join(dist, file ?? "")), { level: 9 }).length;
  return bytes / 1_000;
}

const manifest = readManifest();
const firstRoute = kilobytes(manifest, closure(manifest, ["index.html", "src/home/home-page.tsx"]));
const emulator = Object.keys(manifest).filter((key) => manifest[key]?.name === "xterm" || key.includes("addon-webgl"));
if (emulator.length < 2) throw new Error("the emulator's chunks were not found; did their names change?");
const terminal = kilobytes(manifest, emulator);

const rows = [
  { what: "first route (entry, shell, home)", is: firstRoute, most: BUDGETS.firstRoute },
  { what: "terminal emulator and its addons", is: terminal, most: BUDGETS.terminal },
];
for (const { what, is, most } of rows) stdout.write(`${is > most ? "over" : "ok  "}  ${what}: ${is.toFixed(1)} of ${most} kB\n`);
if (rows.some(({ is, most }) => is > most)) throw new Error("JavaScript is over its budget");
