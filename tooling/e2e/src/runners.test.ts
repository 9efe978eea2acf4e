import { signedIn } from "@pilothouse/testing";
import { expect } from "vitest";
import { barriersOn } from "./accessibility.ts";
import { test as base } from "./fixtures.ts";
import { PHONE } from "./looks.ts";
import { takePictures } from "./pictures.ts";
import { signInTo } from "./sign-in.ts";

const test = base.override({ serverOptions: { env: { PILOTHOUSE_RUNNER_BUILD: "build-1" } } });

test("the runners' page shows how an upgrade goes: the old runner stays with its terminal, and is gone when that ends", async ({
  server,
  openPage,
}) => {
  using client = await signedIn(server);
  const { id } = await client.terminals.create({ command: ["cat"] });
  await server.stop();
  await server.restart({ PILOTHOUSE_RUNNER_BUILD: "build-2" });
  await client.terminals.create({ command: ["cat"] });
  await client.terminals.create({ command: ["cat"] });

  const { page } = await openPage();
  await signInTo(page, server);
  await page.getByRole("link", { name: "Runners" }).click();
  await page.getByText("Online, 3 live terminals").waitFor();
  const row = (build: string) => page.getByRole("row").filter({ hasText: build });
  expect(await row("build-2").innerText()).toMatch(/^Takes new terminals\s+2\s/);
  expect(await row("build-1").innerText()).toMatch(/^Replaced\s+Leaves when its last terminal ends\s+1\s/);
  expect(await barriersOn(page)).toEqual([]);
  await takePictures(page, "desk", "runners");
  await page.setViewportSize(PHONE.viewport);
  expect(await barriersOn(page)).toEqual([]);
  await takePictures(page, "phone", "runners");

  await client.terminals.close(id);
  await row("build-1").waitFor({ state: "detached" });
  await page.getByText("Online, 2 live terminals").waitFor();
}, 180_000);
