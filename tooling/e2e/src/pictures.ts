import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";

const FOLDER = fileURLToPath(new URL("../../../.artifacts/screenshots", import.meta.url));

/** Whether this run is for the pictures, as `npm run screenshots` is: only then are they taken. */
export const TAKES_PICTURES = process.env["PILOTHOUSE_PICTURES"] === "1";

/** Takes a picture of the page once nothing moves, `.artifacts/screenshots/<look>/<name>.png`; answers with its path. */
export async function takePicture(page: Page, look: string, name: string): Promise<string> {
  const path = join(FOLDER, look, `${name}.png`);
  if (!TAKES_PICTURES) return path;
  await mkdir(join(FOLDER, look), { recursive: true });
  await page.evaluate("document.fonts.ready.then(() => undefined)");
  await page.screenshot({ path, animations: "disabled" });
  return path;
}

/** Takes a picture of a page of one of the sizes in each of its looks: in both colours on a desk, as it is on a phone. */
export async function takePictures(page: Page, size: string, name: string): Promise<void> {
  if (!TAKES_PICTURES) return;
  if (size === "phone") return void (await takePicture(page, size, name));
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await takePicture(page, colorScheme, name);
  }
}
