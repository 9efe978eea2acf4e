import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { root } from "./workspace.mjs";

const kept = join(root, "node_modules", ".pilothouse");
const MADE_BY_TOOLS = new Set(["node_modules", "dist", ".turbo"]);

/**
 * One hash over the names and contents of these files; a missing file counts as such.
 * @param {readonly string[]} files
 */
export function fingerprint(files) {
  const hash = createHash("sha256");
  for (const file of files) {
    const content = existsSync(file) ? readFileSync(file) : "missing";
    hash.update(`${relative(root, file)}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}

/**
 * Every source file below a folder, in a stable order.
 * @param {string} folder
 * @returns {string[]}
 */
export function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !MADE_BY_TOOLS.has(entry.name))
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)]));
}

/**
 * Whether the work called `name` was last finished for this fingerprint.
 * @param {string} name
 * @param {string} current
 */
export function isFinished(name, current) {
  const file = join(kept, name);
  return existsSync(file) && readFileSync(file, "utf8") === current;
}

/**
 * @param {string} name
 * @param {string} current
 */
export function markFinished(name, current) {
  mkdirSync(kept, { recursive: true });
  writeFileSync(join(kept, name), current);
}
