import { createHash } from "node:crypto";
import { readFileSync, realpathSync } from "node:fs";
import { createRequire, findPackageJSON } from "node:module";
import { pathToFileURL, fileURLToPath } from "node:url";

/** What a source names of others: what it imports, and the files it starts or reads. */
const NAMED = /(?:\bfrom\s*|\bimport\s*\(?\s*)"([^"]+)"|\bnew URL\(\s*"([^"]+)",\s*import\.meta\.url/g;
const OURS = "@pilothouse/";

/** The file of ours that is meant, or the description of somebody else's package; `null` for what is neither. */
function lookUp(name: string, from: string): { readonly ours: string } | { readonly text: string } | null {
  try {
    if (name.startsWith(".")) return { ours: realpathSync(fileURLToPath(new URL(name, pathToFileURL(from)))) };
    if (name.startsWith(OURS)) return { ours: realpathSync(createRequire(from).resolve(name)) };
    const path = name.startsWith("node:") ? undefined : findPackageJSON(name, pathToFileURL(from));
    return path === undefined ? null : { text: readFileSync(path, "utf8") };
  } catch {
    // Words in a text that look like an import.
    return null;
  }
}

/**
 * Names the runner that `main` would start: a digest of its sources, of the packages they use and of this Node. Another
 * name is another build, which is to replace the one that runs.
 */
export function buildOf(main: string): string {
  const files = new Map<string, string>();
  const packages = new Set<string>();
  const waiting = [realpathSync(main)];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (files.has(path)) continue;
    const source = readFileSync(path, "utf8");
    files.set(path, source);
    for (const [, module, file] of path.endsWith(".ts") ? source.matchAll(NAMED) : []) {
      const found = lookUp(module ?? `./${file}`, path);
      if (found && "ours" in found) waiting.push(found.ours);
      else if (found) packages.add(found.text);
    }
  }
  const hash = createHash("sha256").update(process.version);
  // By content, not by place: the same sources elsewhere are the same build.
  for (const text of [...files.values(), ...packages].sort()) hash.update(`${text.length}:`).update(text);
  return hash.digest("hex").slice(0, 16);
}
