import { existsSync } from "node:fs";
import { findChromium } from "./chromium.mjs";
import { runQuietly } from "./run.mjs";
import { CannotGoOn, say, secondsSince } from "./say.mjs";
import { environment } from "./workspace.mjs";

const PACKAGES = ["chromium", "fonts-dejavu-core", "fonts-noto-color-emoji", "fonts-symbola"];
const COMMAND = `apt-get update && apt-get install -y ${PACKAGES.join(" ")}`;

/** Makes sure that the browser tests have a Chromium; installs one where that needs no question (root on Debian). */
export async function ensureChromium() {
  if (findChromium() !== undefined) return;
  const isDebian = existsSync("/etc/debian_version");
  if (!isDebian || process.getuid?.() !== 0) {
    const command = isDebian ? `sudo sh -c '${COMMAND}'` : "your system's package manager";
    throw new CannotGoOn(`The browser tests need Chromium. Install it with ${command}, or set CHROMIUM_PATH to one.`);
  }
  say("Installing Chromium ...");
  const began = Date.now();
  const { code, output } = await runQuietly("sh", ["-c", COMMAND], { ...environment, DEBIAN_FRONTEND: "noninteractive" });
  if (code !== 0)
    throw new CannotGoOn(
      `${output.trim().split("\n").slice(-10).join("\n")}\n\nChromium could not be installed with: ${COMMAND}`,
    );
  say(`Installed in ${secondsSince(began)}.`);
}
