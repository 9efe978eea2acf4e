import { existsSync } from "node:fs";
import { findChromium, findProgram } from "./chromium.mjs";
import { runQuietly } from "./run.mjs";
import { CannotGoOn, say, secondsSince } from "./say.mjs";
import { environment } from "./workspace.mjs";

const BROWSER = ["chromium", "fonts-dejavu-core", "fonts-noto-color-emoji", "fonts-symbola"];
/** Programs that fill a screen, by the package that has them. */
const FULL_SCREEN = { vi: "vim-tiny", less: "less", htop: "htop" };

/**
 * Makes sure that the tests have a Chromium and programs that fill a terminal's screen; installs them where that needs
 * no question (root on Debian).
 */
export async function ensurePrograms() {
  const programs = Object.entries(FULL_SCREEN).filter(([name]) => findProgram(name) === undefined);
  const packages = [...(findChromium() === undefined ? BROWSER : []), ...programs.map(([, name]) => name)];
  if (packages.length > 0) await install(packages);
}

/** @param {readonly string[]} packages */
async function install(packages) {
  const command = `apt-get update && apt-get install -y ${packages.join(" ")}`;
  const isDebian = existsSync("/etc/debian_version");
  if (!isDebian || process.getuid?.() !== 0) {
    const how = isDebian ? `sudo sh -c '${command}'` : "your system's package manager";
    throw new CannotGoOn(`The tests need ${packages.join(", ")}. Install them with ${how}, or set CHROMIUM_PATH to a Chromium.`);
  }
  say(`Installing ${packages.join(", ")} ...`);
  const began = Date.now();
  const { code, output } = await runQuietly("sh", ["-c", command], { ...environment, DEBIAN_FRONTEND: "noninteractive" });
  if (code !== 0) throw new CannotGoOn(`${output.trim().split("\n").slice(-10).join("\n")}\n\nThis failed: ${command}`);
  say(`Installed in ${secondsSince(began)}.`);
}
