import { signedIn } from "@pilothouse/testing";
import { expect } from "vitest";
import { barriersOn } from "./accessibility.ts";
import { agree } from "./dialogs.ts";
import { test as base } from "./fixtures.ts";
import { PHONE } from "./looks.ts";
import { takePicture } from "./pictures.ts";
import { signInTo } from "./sign-in.ts";

const test = base.override({ serverOptions: { env: { PILOTHOUSE_REGISTRATION: "invited" } } });

test("an admin invites somebody, who makes an account by the link that was handed over; another invitation is taken back", async ({
  server,
  openPage,
}) => {
  const { page } = await openPage();
  await signInTo(page, server, { path: "/admin/users" });
  const invite = async (email: string) => {
    await page.getByRole("button", { name: "Invite" }).click();
    await page.getByRole("dialog").getByLabel("E-mail").fill(email);
    await page.getByRole("dialog").getByLabel("Role").selectOption("operator");
    await page.getByRole("button", { name: "Make invitation" }).click();
    const link = await page.getByLabel("Link", { exact: true }).inputValue();
    await takePicture(page, "dark", "invitation");
    await page.getByRole("button", { name: "Done" }).click();
    return link;
  };
  const link = await invite("grace@example.org");
  await invite("never@example.org");
  const invitations = page.getByRole("list", { name: "Invitations" }).getByRole("listitem");
  await invitations
    .filter({ hasText: "grace@example.org" })
    .getByText(/As operator, invited .+ by Admin/)
    .waitFor();
  expect(await page.content()).not.toContain(new URL(link).hash);

  const stranger = await openPage(PHONE);
  await stranger.page.goto(link);
  await stranger.page.getByLabel("Name").fill("Grace");
  await stranger.page.getByLabel("Password").fill("compilers, of course");
  expect(await barriersOn(stranger.page)).toEqual([]);
  await takePicture(stranger.page, "phone", "register");
  await stranger.page.getByRole("button", { name: "Create account" }).click();
  await stranger.page.waitForURL(`${server.url}/`);

  await page.reload();
  await page.getByRole("list", { name: "Users" }).getByText("grace@example.org").waitFor();
  expect(await page.getByLabel("Role of Grace").inputValue()).toBe("operator");
  await invitations.filter({ hasText: "never@example.org" }).getByRole("button", { name: "Revoke" }).click();
  await agree(page, "Revoke invitation");
  await page.getByText("No invitation waits to be taken up").waitFor();
});

test("S8: an admin disables a user with an undo, sees what still runs of them and ends it", async ({ server, openPage }) => {
  using ada = await signedIn(server);
  const who = { email: "bob@example.org", password: "not the admin's one" };
  const { id } = await ada.users.create({ ...who, name: "Bob" });
  using bob = await signedIn(server, who);
  await bob.terminals.create({ command: ["sleep", "1000"], title: "his secret" });

  const { page } = await openPage();
  await signInTo(page, server, { path: "/admin/users" });
  const row = page.getByRole("list", { name: "Users" }).getByRole("listitem").filter({ hasText: who.email });
  const disable = async () => {
    await row.getByRole("button", { name: "Disable" }).click();
    await page.getByRole("button", { name: "Disable user" }).click();
    await row.getByRole("button", { name: "Enable" }).waitFor();
  };
  await disable();
  await page.getByRole("button", { name: "Undo" }).click();
  await row.getByRole("button", { name: "Disable" }).waitFor();
  await disable();
  await takePicture(page, "dark", "users-disabled");
  await row.getByText("1 terminal still runs").click();
  await page.waitForURL((url) => url.searchParams.get("user") === id);
  const details = page.getByRole("dialog", { name: "Bob" });
  await details.getByRole("list", { name: "Running terminals" }).getByText("sleep").waitFor();
  expect(await details.textContent()).not.toContain("his secret");
  await details.getByText("Nowhere.").waitFor();
  expect(await barriersOn(page)).toEqual([]);
  await takePicture(page, "dark", "user");
  await details.getByRole("button", { name: "End this terminal" }).click();
  await agree(page, "End terminals");
  await details.getByText("Nothing runs.").waitFor();
  expect(await ada.terminals.list({ ownerId: id, status: "running" })).toEqual([]);
  await details.getByRole("button", { name: "Close details" }).click();
  await row.getByRole("button", { name: "Delete" }).click();
  await agree(page, "Delete user");
  await row.waitFor({ state: "detached" });
});
