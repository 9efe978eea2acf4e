import type { Credentials, TestServer } from "@pilothouse/testing";
import type { Page } from "playwright-core";

/** Fills in the form of the sign-in page that is open. */
export async function fillSignIn(page: Page, who: Credentials): Promise<void> {
  await page.getByLabel("E-mail").fill(who.email);
  await page.getByLabel("Password").fill(who.password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** Opens a page as someone who has to sign in first; the server's admin when nobody is named. */
export async function signInTo(page: Page, server: TestServer, to: { path?: string; who?: Credentials } = {}): Promise<void> {
  const { path = "/", who = server.admin } = to;
  await page.goto(new URL(path, server.url).href);
  await fillSignIn(page, who);
  await page.waitForURL((url) => url.pathname === path);
}
