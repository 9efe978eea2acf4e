import { expect } from "vitest";
import { barriersOn } from "./accessibility.ts";
import { test as base } from "./fixtures.ts";
import { takePicture } from "./pictures.ts";

const test = base.override({ serverOptions: { admin: "none" } });

test("the printed link makes the first account, once", async ({ server, openPage }) => {
  const { page } = await openPage();
  await page.goto(server.setupUrl ?? expect.fail("no link was printed"));
  await page.getByRole("heading", { name: "Create the first account" }).waitFor();
  await takePicture(page, "dark", "setup");
  expect(await barriersOn(page)).toEqual([]);

  await page.getByRole("button", { name: "Create account" }).click();
  await page.getByText("enter a name").waitFor();
  await page.getByLabel("Name").fill("Grace");
  await page.getByLabel("E-mail").fill("grace@example.org");
  await page.getByLabel("Password").fill("a long enough sentence");
  await page.getByRole("button", { name: "Create account" }).click();
  await page.waitForURL(`${server.url}/`);

  const stranger = await openPage();
  await stranger.page.goto(server.setupUrl ?? "");
  await stranger.page.getByRole("heading", { name: "Sign in" }).waitFor();
});
