import { readFile } from "node:fs/promises";
import { signedIn } from "@pilothouse/testing";
import { expect } from "vitest";
import { test } from "./fixtures.ts";
import { PHONE } from "./looks.ts";
import { takePicture } from "./pictures.ts";
import { signInTo } from "./sign-in.ts";

test("S33: an admin filters the audit log, looks at an entry, exports what is shown and has the log verified", async ({
  server,
  openPage,
}) => {
  using client = await signedIn(server);
  const eve = await client.users.create({ email: "eve@example.org", password: "a password for eve", name: "Eve" });
  await client.users.update(eve.id, { role: "operator" });
  for (let number = 0; number < 30; number++) await client.users.update(eve.id, { disabled: number % 2 === 0 });

  const { page } = await openPage();
  await signInTo(page, server, { path: "/admin/audit" });
  const log = page.getByRole("list", { name: "Audit log" });
  await log.getByRole("link", { name: "Changed a user" }).first().waitFor();
  await takePicture(page, "dark", "audit");
  await page.getByLabel("What", { exact: true }).selectOption("users.create");
  await page.waitForURL(/action=users\.create/);
  await log.getByText("Added a user").waitFor();
  await expect.poll(() => log.getByRole("listitem").count()).toBe(1);

  await log.getByRole("link", { name: "Added a user" }).click();
  const entry = page.getByRole("dialog", { name: /^Entry \d+$/ });
  await entry.getByText("eve@example.org").waitFor();
  await page.reload();
  await entry.getByRole("link", { name: "All about it" }).click();
  await page.waitForURL((url) => url.search === `?target=${eve.id}`);
  await expect.poll(() => log.getByRole("listitem").count()).toBe(32);
  await log.getByRole("link", { name: "Changed a user" }).last().click();
  await entry.getByText("operator").waitFor();
  expect(await entry.locator("del").allTextContents()).toEqual(["member"]);
  expect(await entry.locator("ins").allTextContents()).toEqual(["operator"]);
  await takePicture(page, "dark", "audit-entry");
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: "Export" }).click();
  const saved = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: "As a table (CSV)" }).click();
  const table = await readFile(await (await saved).path(), "utf8");
  expect(table.trim().split("\r\n")).toHaveLength(33);

  await page.getByRole("button", { name: "Verify the log" }).click();
  await page.locator("[data-testid=verdict][data-whole=true]").waitFor();
  await page.getByText(/Verified just now, in \d/).waitFor();
});

test("the audit log fits on a phone, and says of a filter that nothing passes it", async ({ server, openPage }) => {
  const { page } = await openPage(PHONE);
  await signInTo(page, server, { path: "/admin/audit" });
  await page.getByRole("list", { name: "Audit log" }).waitFor();
  expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
  await takePicture(page, "phone", "audit");
  await page.goto(`${server.url}/admin/audit?to=2001-01-01`);
  await page.getByText("Nothing like that was done").waitFor();
  await page.getByRole("button", { name: "Clear filters" }).click();
  await page.getByRole("list", { name: "Audit log" }).waitFor();
});
