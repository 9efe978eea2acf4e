import { signedIn } from "@pilothouse/testing";
import { expect } from "vitest";
import { agree } from "./dialogs.ts";
import { test } from "./fixtures.ts";
import { signInTo } from "./sign-in.ts";

test("the list follows what another client does", async ({ server, openPage }) => {
  using client = await signedIn(server);
  const { page } = await openPage();
  await signInTo(page, server, { path: "/terminals" });
  await page.getByText("No terminals yet").waitFor();

  const { id } = await client.terminals.create({ command: ["cat"], title: "made elsewhere" });
  const row = page.getByTestId("terminal-row").filter({ hasText: "made elsewhere" });
  await row.waitFor();
  expect(await row.getAttribute("data-status")).toBe("running");

  await client.terminals.rename(id, "named elsewhere");
  await row.waitFor({ state: "detached" });
  const renamed = page.getByTestId("terminal-row").filter({ hasText: "named elsewhere" });
  await renamed.waitFor();

  await client.terminals.close(id);
  await renamed.and(page.locator("[data-status=exited]")).waitFor();
  await client.terminals.delete(id);
  await page.getByText("No terminals yet").waitFor();
});

test("a terminal is renamed, stopped and deleted from its row", async ({ server, openPage }) => {
  using client = await signedIn(server);
  await client.terminals.create({ command: ["cat"], title: "first title" });
  const { page } = await openPage();
  await signInTo(page, server, { path: "/terminals" });
  const choose = async (title: string, entry: string) => {
    await page.getByRole("button", { name: `Actions for ${title}` }).click();
    await page.getByRole("menuitem", { name: entry }).click();
  };

  await choose("first title", "Rename…");
  await page.getByRole("textbox", { name: "Title" }).fill("second title");
  await page.getByRole("button", { name: "Rename terminal" }).click();
  await page.getByRole("link", { name: "second title" }).waitFor();

  await choose("second title", "Stop terminal");
  await page.getByRole("alertdialog").getByRole("button", { name: "Stop terminal" }).click();
  await page.locator("[data-testid=terminal-row][data-status=exited]").waitFor();

  await choose("second title", "Delete…");
  await agree(page, "Delete terminal");
  await page.getByText("No terminals yet").waitFor();
});

test("filters are in the address, and say when nothing matches", async ({ server, openPage }) => {
  using client = await signedIn(server);
  const { id } = await client.terminals.create({ command: ["cat"], title: "build the docs" });
  const { page } = await openPage();
  await signInTo(page, server, { path: "/terminals" });
  await page.getByRole("searchbox", { name: /Filter/ }).fill("docs");
  await page.getByRole("link", { name: "build the docs" }).waitFor();
  expect(new URL(page.url()).searchParams.get("q")).toBe("docs");
  await page.reload();
  await page.getByRole("link", { name: "build the docs" }).waitFor();
  await page.getByRole("searchbox", { name: /Filter/ }).fill("nothing like it");
  await page.getByText("No terminal matches").waitFor();
  await page.getByRole("button", { name: "Clear filters" }).click();
  await page.getByRole("link", { name: "build the docs" }).waitFor();
  await client.terminals.delete(id);
});

test("a list that is on its way has the shape of rows, and one that failed can be asked again", async ({ server, openPage }) => {
  const { page, watch } = await openPage();
  watch.allow(/500/);
  await signInTo(page, server);
  const held = Promise.withResolvers<void>();
  await page.route(/users\.list/, async (route) => {
    await held.promise;
    await route.fulfill({ status: 500, body: "broken" });
  });
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Users" }).click();
  await page.getByRole("status", { name: "Loading users" }).waitFor();
  held.resolve();
  await page.getByText("Could not load users").waitFor();
  await page.unroute(/users\.list/);
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByRole("list", { name: "Users" }).getByText(server.admin.email).waitFor();
});
