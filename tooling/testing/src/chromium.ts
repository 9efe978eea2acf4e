import { findChromium } from "@pilothouse/devtools/chromium";
import { type Browser, chromium } from "playwright-core";

/** As root there is no sandbox to be had, and a test's browser has nobody to talk to but the server under test. */
const FLAGS = [
  "--no-sandbox",
  // WebGL without a graphics card.
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Putting the page together by WebGL too takes as much of a processor as all the rest. */
const WITHOUT_PICTURES = "--disable-gpu-compositing";

export interface ChromiumOptions {
  /** For pictures of what it shows: those of touch screens have no WebGL canvases otherwise, and it is slower. */
  readonly pictures?: boolean;
}

/** This machine's Chromium, headless, with an empty profile of its own. */
export async function launchChromium({ pictures = false }: ChromiumOptions = {}): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error("no Chromium on the PATH: install one or set CHROMIUM_PATH");
  return chromium.launch({ executablePath, args: pictures ? FLAGS : [...FLAGS, WITHOUT_PICTURES], headless: true });
}
