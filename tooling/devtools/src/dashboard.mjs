import { existsSync } from "node:fs";
import { join } from "node:path";
import { filesBelow, fingerprint, isFinished, markFinished } from "./fingerprint.mjs";
import { runQuietly } from "./run.mjs";
import { CannotGoOn, say, secondsSince } from "./say.mjs";
import { manifestOf, packageFolders, root } from "./workspace.mjs";

const DASHBOARD = "@pilothouse/web";

/** Builds the dashboard, unless the built one was made from these very sources. */
export async function ensureDashboard() {
  const sources = foldersBehind(DASHBOARD);
  const current = fingerprint([join(root, "pnpm-lock.yaml"), ...sources.flatMap(filesBelow)]);
  const page = join(root, "apps", "web", "dist", "index.html");
  if (isFinished("dashboard", current) && existsSync(page)) return;

  say("Building the dashboard ...");
  const began = Date.now();
  const { code, output } = await runQuietly("turbo", ["run", "build", `--filter=${DASHBOARD}`, "--output-logs=errors-only"]);
  if (code !== 0) throw new CannotGoOn(`${output.trim()}\n\nThe dashboard could not be built.`);
  markFinished("dashboard", current);
  say(`Built in ${secondsSince(began)}.`);
}

/**
 * The folders of a package and of every workspace package it is built from.
 * @param {string} name
 */
function foldersBehind(name) {
  const manifests = packageFolders().map((folder) => ({ folder, manifest: manifestOf(folder) }));
  const wanted = new Set([name]);
  for (const one of wanted) {
    const { dependencies = {}, devDependencies = {} } = manifests.find(({ manifest }) => manifest.name === one)?.manifest ?? {};
    for (const [other, version] of Object.entries({ ...dependencies, ...devDependencies })) {
      if (version.startsWith("workspace:")) wanted.add(other);
    }
  }
  return manifests.filter(({ manifest }) => manifest.name !== undefined && wanted.has(manifest.name)).map(({ folder }) => folder);
}
