import { createClient } from "@pilothouse/sdk";
import { expect } from "vitest";
import { test } from "./fixtures.ts";
import { signInTo } from "./sign-in.ts";

test("an API token is shown once, works for a script, and stops working when it is revoked", async ({ server, openPage }) => {
  const { page } = await openPage();
  await signInTo(page, server, { path: "/settings" });
  await page.getByRole("button", { name: "New token" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill("nightly script");
  await page.getByRole("button", { name: "Create token" }).click();
  const token = await page.getByLabel("Token", { exact: true }).inputValue();
  await page.getByRole("button", { name: "Done" }).click();

  using client = createClient({ url: server.url, token });
  expect((await client.auth.me()).user.email).toBe(server.admin.email);
  expect(await page.content()).not.toContain(token);

  await page.getByRole("button", { name: "Revoke" }).click();
  expect(await page.getByRole("button", { name: "Revoke token" }).isDisabled()).toBe(true);
  await page.getByLabel("Type nightly script to go on").fill("nightly script");
  await page.getByRole("button", { name: "Revoke token" }).click();
  await page.getByText("No API tokens").waitFor();
  await expect(client.auth.me()).rejects.toMatchObject({ kind: "unauthenticated" });
});
