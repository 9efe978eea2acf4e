import { findChromium } from "@pilothouse/devtools/chromium";
import { type Browser, chromium } from "playwright-core";

/** As root there is no sandbox to be had, and a test's browser has nobody to talk to but the server under test. */
const FLAGS = [
  "--no-sandbox",
  // Without a graphics card; the plain software compositor leaves WebGL canvases out of pictures of touch screens.
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** This machine's Chromium, headless, with an empty profile of its own. */
export async function launchChromium(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error("no Chromium on the PATH: install one or set CHROMIUM_PATH");
  return chromium.launch({ executablePath, args: FLAGS, headless: true });
}
