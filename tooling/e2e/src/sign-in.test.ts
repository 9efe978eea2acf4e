import { expect } from "vitest";
import { test } from "./fixtures.ts";
import { fillSignIn, signInTo } from "./sign-in.ts";

test("whoever is not signed in comes to the sign-in page, and then to where they were going", async ({ server, openPage }) => {
  const { page } = await openPage();
  await page.goto(`${server.url}/settings`);
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  await fillSignIn(page, server.admin);
  await page.waitForURL(`${server.url}/settings`);
  await page.getByRole("heading", { name: "Settings" }).waitFor();
});

/** What password managers look for: one form, and what its fields are called. */
const FIELDS = `[...document.forms].map((form) => [...form.querySelectorAll("input")].map((field) => field.autocomplete))`;

test("a wrong password says so, and leaves everything as it was typed, in the form that a password manager has found", async ({
  server,
  openPage,
}) => {
  const { page, watch } = await openPage();
  watch.allow(/401/);
  await page.goto(`${server.url}/login`);
  await page.getByLabel("Password").waitFor();
  expect(await page.evaluate(FIELDS)).toEqual([["username", "current-password"]]);
  await page.evaluate("globalThis.foundField = document.forms[0].querySelector('[type=password]')");
  await fillSignIn(page, { ...server.admin, password: "not the password" });
  await page.getByRole("alert").waitFor();
  expect(await page.getByLabel("E-mail").inputValue()).toBe(server.admin.email);
  expect(await page.evaluate("foundField.isConnected")).toBe(true);
  expect(new URL(page.url()).pathname).toBe("/login");
});

test("signing out ends the session for every tab", async ({ server, openPage }) => {
  const { page, watch } = await openPage();
  // A tab whose session was ended asks once whether it can be renewed.
  watch.allow(/auth\.refresh/);
  await signInTo(page, server);
  const other = await page.context().newPage();
  await other.goto(`${server.url}/terminals`);
  await other.getByRole("heading", { name: "Terminals" }).waitFor();

  await page.bringToFront();
  await page.getByRole("button", { name: /^Account of/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  await other.getByRole("heading", { name: "Sign in" }).waitFor();
  const answer = await page.context().request.get(`${server.url}/trpc/auth.me`);
  expect(answer.status()).toBe(401);
});
