import type { Credentials, TestServer } from "@pilothouse/testing";
import type { Page } from "playwright-core";

/** Fills in the form of the sign-in page that is open. */
export async function fillSignIn(page: Page, who: Credentials): Promise<void> {
  await page.getByLabel("E-mail").fill(who.email);
  await page.getByLabel("Password").fill(who.password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** What the sign-in page does when its form is sent. */
const LOGIN = `async (credentials) => {
  const answer = await fetch("/trpc/auth.login", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ json: { ...credentials, transport: "cookie" } }),
  });
  if (!answer.ok) throw new Error("cannot sign in: " + (await answer.text()));
  const { result } = await answer.json();
  localStorage.setItem("pilothouse:access-until", String(result.data.json.accessExpiresAt));
}`;

const EMPTY = { contentType: "text/html", body: '<link rel="icon" href="data:,">' };

/** Signs the page's browser in, as the server's admin when nobody is named, and loads nothing of the dashboard for that. */
export async function signIn(page: Page, server: TestServer, who = server.admin): Promise<void> {
  const empty = `${server.url}/an-empty-page`;
  await page.route(empty, (route) => route.fulfill(EMPTY));
  await page.goto(empty);
  await page.unroute(empty);
  await page.evaluate(`(${LOGIN})(${JSON.stringify(who)})`);
}

/** Opens a page as someone who has signed in; the server's admin when nobody is named. */
export async function signInTo(page: Page, server: TestServer, to: { path?: string; who?: Credentials } = {}): Promise<void> {
  await signIn(page, server, to.who);
  await page.goto(new URL(to.path ?? "/", server.url).href);
}
