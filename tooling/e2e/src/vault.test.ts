import { signedIn } from "@pilothouse/testing";
import { expect } from "vitest";
import { test } from "./fixtures.ts";
import { takePicture } from "./pictures.ts";
import { signInTo } from "./sign-in.ts";

/** What a browser does when somebody pastes this where the focus is. */
const PASTE = `(text) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text", text);
  document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}`;

test("S31: a key is pasted, given to a new terminal by name, replaced, and deleted by typing its name; it is never shown again", async ({
  server,
  openPage,
}) => {
  using client = await signedIn(server);
  const { page } = await openPage();
  await signInTo(page, server, { path: "/settings" });
  await page.getByRole("button", { name: "Add key" }).click();
  const adding = page.getByRole("dialog", { name: "Add a key" });
  await adding.getByLabel("Name").fill("anthropic");
  const paste = async (text: string) => {
    await adding.getByLabel("Key", { exact: true }).focus();
    await page.evaluate(`(${PASTE})(${JSON.stringify(text)})`);
  };
  await paste("one line\nand another");
  await adding.getByText("That was several lines or words").waitFor();
  await paste("sk-planted-canary-of-the-page\n");
  await adding.getByText("The line end or spaces around it were left out").waitFor();
  await takePicture(page, "dark", "add-key");
  await adding.getByRole("button", { name: "Add key" }).click();
  const keys = page.getByRole("list", { name: "Keys for terminals" });
  await keys.getByText("…page").waitFor();
  expect(await page.content()).not.toContain("canary");

  await page.goto(`${server.url}/terminals`);
  await page.getByRole("heading", { name: "Terminals" }).waitFor();
  await page.keyboard.press("n");
  const starting = page.getByRole("dialog", { name: "New terminal" });
  await starting.getByRole("button", { name: "More" }).click();
  await starting.getByRole("checkbox", { name: "anthropic" }).check();
  expect(await starting.getByLabel("Variable for the key anthropic").inputValue()).toBe("ANTHROPIC_API_KEY");
  await starting.getByRole("button", { name: "Start terminal" }).click();
  await page.waitForURL(/\/terminals\/[0-9a-f-]+$/);
  expect(await client.terminals.list()).toMatchObject([{ apiKeys: [{ name: "anthropic", as: "ANTHROPIC_API_KEY" }] }]);

  await page.goto(`${server.url}/settings`);
  const actions = keys.getByRole("button", { name: "Actions for the key anthropic" });
  await actions.click();
  await page.getByRole("menuitem", { name: "Replace…" }).click();
  await page.getByLabel("New key").fill("sk-planted-canary-of-later");
  await page.getByRole("button", { name: "Replace key" }).click();
  await keys.getByText("…ater").waitFor();
  await page.getByRole("button", { name: "Change master key" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Change master key" }).click();
  await page.getByText("Master key 2 is in use").waitFor();
  await page.getByRole("button", { name: "Done" }).click();

  await actions.click();
  await page.getByRole("menuitem", { name: "Delete…" }).click();
  const deleting = page.getByRole("button", { name: "Delete key" });
  expect(await deleting.isDisabled()).toBe(true);
  await page.getByLabel("Type anthropic to go on").fill("anthropic");
  await deleting.click();
  await page.getByText("No keys").waitFor();
  expect(await client.apiKeys.list()).toEqual([]);
});
