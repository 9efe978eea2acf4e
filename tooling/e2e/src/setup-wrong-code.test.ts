import { test as base } from "./fixtures.ts";

const test = base.override({ serverOptions: { admin: "none" } });

test("a link with another code makes no account", async ({ server, openPage }) => {
  const { page, watch } = await openPage();
  watch.allow(/40[13]/);
  await page.goto(`${server.url}/setup#code=guessed`);
  await page.getByLabel("Name").fill("Mallory");
  await page.getByLabel("E-mail").fill("mallory@example.org");
  await page.getByLabel("Password").fill("a long enough sentence");
  await page.getByRole("button", { name: "Create account" }).click();
  await page.getByRole("alert").waitFor();
});
