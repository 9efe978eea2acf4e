import { signedIn } from "@pilothouse/testing";
import { expect } from "vitest";
import { agree } from "./dialogs.ts";
import { test } from "./fixtures.ts";
import { PHONE } from "./looks.ts";
import { takePicture } from "./pictures.ts";
import { signInTo } from "./sign-in.ts";

const BOB = { email: "bob@example.org", password: "the first of his" };

test("a member changes their name and password, and signs another device out", async ({ server, openPage }) => {
  using client = await signedIn(server);
  await client.users.create({ ...BOB, name: "Bob" });
  const { page, watch } = await openPage(PHONE);
  watch.allow(/403/);
  await signInTo(page, server, { who: BOB, path: "/settings" });
  await page.getByLabel("Name", { exact: true }).fill("Robert");
  await page.getByRole("button", { name: "Save name" }).click();
  await page.getByText("You are called Robert now").waitFor();

  const other = await openPage();
  other.watch.allow(/401/);
  await signInTo(other.page, server, { who: BOB, path: "/settings" });
  await other.page.getByText(BOB.email).first().waitFor();
  await page.reload();
  const devices = page.getByRole("list", { name: "Where you are signed in" }).getByRole("listitem");
  await devices.nth(1).waitFor();
  await takePicture(page, "phone", "account");
  await devices.getByRole("button", { name: "Sign out" }).click();
  await agree(page, "Sign out device");
  await other.page.getByRole("heading", { name: "Sign in" }).waitFor();
  await devices.nth(1).waitFor({ state: "detached" });

  const change = async (current: string) => {
    await page.getByLabel("Current password").fill(current);
    await page.getByLabel("New password").fill("the second of his");
    await page.getByRole("button", { name: "Change password" }).click();
  };
  await change("not his");
  await page.getByText("not your current password").waitFor();
  await change(BOB.password);
  await page.getByText("Your password is changed").waitFor();
  await signInTo(other.page, server, { who: { ...BOB, password: "the second of his" } });
});

test("an admin gives a user another role, and deletes one who was disabled", async ({ server, openPage }) => {
  using client = await signedIn(server);
  await client.users.create({ email: "eve@example.org", password: "a password for eve", name: "Eve" });
  const { page } = await openPage();
  await signInTo(page, server, { path: "/admin/users" });
  await page.getByLabel("Role of Eve").selectOption("operator");
  await page.getByText("The role of Eve is operator now").waitFor();
  const row = page.getByRole("listitem").filter({ hasText: "eve@example.org" });
  await row.getByRole("button", { name: "Disable" }).click();
  await page.getByRole("button", { name: "Disable user" }).click();
  await row.getByRole("button", { name: "Delete" }).click();
  await takePicture(page, "dark", "delete-user");
  await agree(page, "Delete user");
  await row.waitFor({ state: "detached" });
  expect((await client.users.list()).map(({ name }) => name)).not.toContain("Eve");
});
