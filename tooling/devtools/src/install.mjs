import { existsSync } from "node:fs";
import { join } from "node:path";
import { fingerprint, isFinished, markFinished } from "./fingerprint.mjs";
import { runQuietly } from "./run.mjs";
import { CannotGoOn, say, secondsSince } from "./say.mjs";
import { manifestOf, packageFolders, root, tools } from "./workspace.mjs";

const UNREACHABLE = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|META_FETCH_FAIL|network/i;
const MINIMUM_NODE = 20;

/** What only the browser tests need, among it a coding agent of a few hundred megabytes. */
const ONLY_FOR_TESTS = "@pilothouse/e2e";

/**
 * Installs what the lockfile says, unless that was done for this very lockfile and these manifests. Running the product
 * does not need `everything`.
 * @param {"product" | "everything"} extent
 */
export async function ensureInstalled(extent) {
  const major = Number(process.versions.node.split(".")[0]);
  if (major < MINIMUM_NODE)
    throw new CannotGoOn(`Pilothouse needs Node ${MINIMUM_NODE} or newer to install itself; this is ${process.version}.`);

  const files = ["pnpm-lock.yaml", "pnpm-workspace.yaml", "package.json"].map((name) => join(root, name));
  const inputs = [...files, ...packageFolders().map((folder) => join(folder, "package.json"))];
  const current = `${process.platform}-${process.arch} ${fingerprint(inputs)}`;
  const sufficient = extent === "product" ? ["everything", "product"] : ["everything"];
  if (sufficient.some((name) => isFinished(`install-${name}`, current)) && existsSync(join(tools, "node"))) return;

  say("Installing dependencies ...");
  const began = Date.now();
  const [command, args] = packageManager();
  const { code, output } = await runQuietly(command, [
    ...args,
    "install",
    "--frozen-lockfile",
    "--reporter=append-only",
    "--config.confirmModulesPurge=false",
    // The age of a version was checked when it came into the lockfile; asking again costs a request for each package.
    "--config.minimumReleaseAge=0",
    ...(extent === "product" ? [`--filter=!${ONLY_FOR_TESTS}`] : []),
  ]);
  if (code !== 0) throw new CannotGoOn(whyInstallFailed(output));
  markFinished(`install-${extent}`, current);
  say(`Installed in ${secondsSince(began)}.`);
}

/**
 * The pnpm that the manifest pins: the installed one, or npx fetches it.
 * @returns {[string, string[]]}
 */
function packageManager() {
  const wanted = manifestOf(root).packageManager ?? "pnpm";
  const installed = join(root, "node_modules", "pnpm");
  if (existsSync(installed) && `pnpm@${manifestVersion(installed)}` === wanted) return [join(tools, "pnpm"), []];
  return ["npx", ["-y", wanted]];
}

/** @param {string} folder */
function manifestVersion(folder) {
  return manifestOf(folder).version;
}

/** @param {string} output */
function whyInstallFailed(output) {
  const last = output.trim().split("\n").slice(-15).join("\n");
  const reason = UNREACHABLE.test(last)
    ? "the npm registry could not be reached; check the network and `npm config get registry`"
    : "pnpm says why above";
  return `${last}\n\nThe dependencies could not be installed: ${reason}.`;
}
