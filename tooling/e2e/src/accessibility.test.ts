import { signedIn } from "@pilothouse/testing";
import { describe, expect } from "vitest";
import { barriersOn } from "./accessibility.ts";
import { eachDialog } from "./dialogs.ts";
import { test } from "./fixtures.ts";
import { SIZES } from "./looks.ts";
import { signIn, signInTo } from "./sign-in.ts";
import { goToTerminal } from "./terminal-page.ts";

describe.for(Object.entries(SIZES))("%s", ([, options]) => {
  test("axe finds nothing on any page", async ({ server, openPage }) => {
    using client = await signedIn(server);
    const running = await client.terminals.create({ command: ["cat"], title: "runs" });
    const ended = await client.terminals.create({ command: ["false"], title: "failed" });
    const { page, watch } = await openPage(options);
    watch.allow(/404/);
    for (const path of ["/login", "/forgot", "/join", "/register#token=none", "/reset#token=none"]) {
      await page.goto(server.url + path);
      await page.getByRole("heading", { level: 1 }).waitFor();
      expect(await barriersOn(page), `barriers on ${path}`).toEqual([]);
    }

    await signIn(page, server);
    for (const path of [
      "/",
      "/terminals",
      "/terminals/grid",
      "/settings",
      "/teams",
      "/admin/users",
      "/admin/runners",
      "/admin/audit",
      "/nowhere",
    ]) {
      await page.goto(server.url + path);
      await page.getByRole("heading", { level: 1 }).waitFor();
      await page.waitForLoadState("networkidle");
      expect(await barriersOn(page), `barriers on ${path}`).toEqual([]);
    }
    await (await goToTerminal(page, server, running.id)).is("running");
    expect(await barriersOn(page), `barriers at a terminal`).toEqual([]);
    await (await goToTerminal(page, server, ended.id)).is("exited");
    expect(await barriersOn(page), `barriers at a terminal that ended`).toEqual([]);
  }, 180_000);

  test("axe finds nothing in any dialog", async ({ server, openPage }) => {
    const { page } = await openPage(options);
    await signInTo(page, server, { path: "/terminals" });
    await eachDialog(page, async (name) => {
      expect(await barriersOn(page), `barriers in ${name}`).toEqual([]);
    });
  });
});
