import { signedIn } from "@pilothouse/testing";
import { expect } from "vitest";
import { test } from "./fixtures.ts";
import { fillSignIn, signInTo } from "./sign-in.ts";

const MEMBER = { email: "bob@example.org", password: "not the admin's one" };

test("a member sees neither the admin's terminals nor the users", async ({ server, openPage }) => {
  using client = await signedIn(server);
  const { id } = await client.terminals.create({ command: ["cat"], title: "the admin's own" });
  await client.users.create({ ...MEMBER, name: "Bob" });

  const { page, watch } = await openPage();
  watch.allow(/40[34]/);
  await signInTo(page, server, { who: MEMBER, path: "/terminals" });
  await page.getByText("No terminals yet").waitFor();
  expect(await page.getByRole("link", { name: "Users" }).count()).toBe(0);

  await page.goto(`${server.url}/terminals/${id}`);
  await page.getByText("There is no such terminal").waitFor();
  await page.goto(`${server.url}/admin/users`);
  await page.getByText("You may not see users").waitFor();
});

test("an admin adds a member, and disabling them ends their session at once", async ({ server, openPage }) => {
  const admin = await openPage();
  await signInTo(admin.page, server, { path: "/admin/users" });
  await admin.page.getByRole("button", { name: "Add user" }).click();
  const dialog = admin.page.getByRole("dialog", { name: "Add user" });
  await dialog.getByLabel("Name").fill("Carol");
  await dialog.getByLabel("E-mail").fill("carol@example.org");
  await dialog.getByLabel("Password").fill("a password for carol");
  await dialog.getByRole("button", { name: "Add user" }).click();
  const row = admin.page.getByRole("listitem").filter({ hasText: "carol@example.org" });
  await row.waitFor();

  const carol = await openPage();
  carol.watch.allow(/401/);
  const who = { email: "carol@example.org", password: "a password for carol" };
  await signInTo(carol.page, server, { who, path: "/terminals" });
  await carol.page.getByText("No terminals yet").waitFor();
  await row.getByRole("button", { name: "Disable" }).click();
  await admin.page.getByRole("button", { name: "Disable user" }).click();
  await carol.page.getByRole("heading", { name: "Sign in" }).waitFor();
});

test("who is handed a link for a new password chooses one and signs in with it, once", async ({ server, openPage }) => {
  using admin = await signedIn(server);
  const who = { email: "dora@example.org", password: "the one she forgot" };
  const { id } = await admin.users.create({ ...who, name: "Dora" });
  const { url } = await admin.users.resetPassword(id);

  const { page, watch } = await openPage();
  watch.allow(/400/);
  await page.goto(url);
  await page.getByLabel("New password").fill("password1");
  await page.getByRole("button", { name: "Change password" }).click();
  await page.getByText("one of the most common ones").waitFor();
  await page.getByLabel("New password").fill("one she remembers");
  await page.getByRole("button", { name: "Change password" }).click();
  await page.getByRole("button", { name: "Sign in" }).waitFor();
  await fillSignIn(page, { ...who, password: "one she remembers" });
  await page.waitForURL(`${server.url}/`);

  const again = await openPage();
  again.watch.allow(/404/);
  await again.page.goto(url);
  await again.page.getByLabel("New password").fill("yet another one");
  await again.page.getByRole("button", { name: "Change password" }).click();
  await again.page.getByText("was used or has ended").waitFor();
  expect(await again.page.getByLabel("New password").count()).toBe(1);
});

test("whoever is let into a team has its terminals, and loses the one that is open when taken out again", async ({
  server,
  openPage,
}) => {
  using client = await signedIn(server);
  const who = { email: "finn@example.org", password: "a password for finn" };
  await client.users.create({ ...who, name: "Finn" });
  const admin = await openPage();
  await signInTo(admin.page, server, { path: "/teams" });
  await admin.page.getByRole("button", { name: "Add team" }).click();
  const adding = admin.page.getByRole("dialog", { name: "Add team" });
  await adding.getByLabel("Name").fill("Compilers");
  await adding.getByRole("button", { name: "Add team" }).click();
  await admin.page.getByRole("button", { name: "Members of Compilers" }).click();
  const dialog = admin.page.getByRole("dialog", { name: "Compilers" });
  await dialog.getByLabel("E-mail of somebody to add").fill(who.email);
  await dialog.getByRole("button", { name: "Add member" }).click();
  await dialog.getByRole("listitem").filter({ hasText: who.email }).waitFor();
  const [team] = await client.teams.list();
  await client.terminals.create({ command: ["cat"], title: "theirs", teamId: team?.id ?? null });

  const { page, watch } = await openPage();
  watch.allow(/404/);
  await signInTo(page, server, { who, path: "/terminals" });
  await page.getByText("of Compilers").waitFor();
  await page.getByRole("link", { name: "theirs" }).click();
  await page.waitForURL(/terminals\/[0-9a-f-]{36}/);
  await dialog.getByRole("button", { name: "Remove Finn" }).click();
  await page.getByText("There is no such terminal").waitFor();

  await dialog.getByRole("button", { name: "Delete team" }).click();
  const deleting = admin.page.getByRole("dialog", { name: "Delete Compilers?" });
  expect(await deleting.getByRole("button", { name: "Delete team" }).isDisabled()).toBe(true);
  await deleting.getByLabel("Type the team's name").fill("Compilers");
  await deleting.getByRole("button", { name: "Delete team" }).click();
  await admin.page.getByText("Compilers is deleted").waitFor();
  expect(await client.teams.list()).toEqual([]);
});
