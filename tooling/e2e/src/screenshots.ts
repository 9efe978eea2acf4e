import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";

const FOLDER = fileURLToPath(new URL("../../../.artifacts/screenshots", import.meta.url));

/** Takes a picture of the page once nothing moves; it goes to `.artifacts/screenshots/<look>/<name>.png`, which is the answer. */
export async function takePicture(page: Page, look: string, name: string): Promise<string> {
  await mkdir(join(FOLDER, look), { recursive: true });
  await page.evaluate("document.fonts.ready.then(() => undefined)");
  const path = join(FOLDER, look, `${name}.png`);
  await page.screenshot({ path, animations: "disabled" });
  return path;
}
