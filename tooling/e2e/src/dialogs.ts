import type { Page } from "playwright-core";

const DIALOGS = [
  ["n", "New terminal"],
  ["?", "Shortcuts"],
  ["Control+k", "Search and commands"],
] as const;

/** Types the name that a dialog asks for, and agrees to what it says. */
export async function agree(page: Page, action: string): Promise<void> {
  const dialog = page.getByRole("alertdialog");
  const sure = dialog.getByRole("button", { name: action });
  if (await sure.isEnabled()) throw new Error(`${action} asks for no name`);
  await dialog.getByRole("textbox").fill((await dialog.locator("label code").textContent()) ?? "");
  await sure.click();
}

/** Opens each dialog that a key opens on the list of terminals, one after the other, and calls `look` with its name. */
export async function eachDialog(page: Page, look: (name: string) => Promise<unknown>): Promise<void> {
  await page.getByRole("heading", { name: "Terminals" }).waitFor();
  for (const [key, name] of DIALOGS) {
    await page.keyboard.press(key);
    await page.getByRole("dialog", { name }).waitFor();
    await page.waitForLoadState("networkidle");
    await look(name);
    await page.keyboard.press("Escape");
    await page.getByRole("dialog", { name }).waitFor({ state: "detached" });
  }
}
