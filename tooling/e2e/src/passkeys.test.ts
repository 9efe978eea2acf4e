import { signedIn } from "@pilothouse/testing";
import { expect } from "vitest";
import { test } from "./fixtures.ts";
import { takePicture } from "./pictures.ts";
import { fillSignIn } from "./sign-in.ts";

const BOB = { email: "bob@example.org", password: "the first of his" };

test("a member adds a passkey, signs in with it alone, and deletes it", async ({ server, openPage }) => {
  using client = await signedIn(server);
  await client.users.create({ ...BOB, name: "Bob" });
  // Browsers keep passkeys for names, not for addresses.
  const site = server.url.replace("127.0.0.1", "localhost");
  const { page, watch } = await openPage();
  watch.allow(/401|auth\.refresh/);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("WebAuthn.enable");
  await devtools.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  await page.goto(`${site}/login?return=/settings`);
  await fillSignIn(page, BOB);
  await page.getByRole("button", { name: "Add passkey…" }).click();
  await page.getByLabel("Name of the passkey").fill("laptop");
  await page.getByLabel("Your password").fill(BOB.password);
  await page.getByRole("button", { name: "Add passkey", exact: true }).click();
  const passkeys = page.getByRole("list", { name: "Passkeys" }).getByRole("listitem");
  await passkeys.filter({ hasText: "laptop" }).waitFor();
  await takePicture(page, "dark", "passkeys");

  const signOut = async () => {
    await page.getByRole("button", { name: /^Account of/ }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await page.getByRole("button", { name: "Use a passkey instead" }).waitFor();
  };
  await signOut();
  await page.goto(`${site}/login?return=/settings`);
  await page.getByRole("button", { name: "Use a passkey instead" }).click();
  await passkeys.filter({ hasText: "used" }).waitFor();
  await page.getByRole("button", { name: "Delete laptop" }).click();
  await passkeys.first().waitFor({ state: "detached" });

  await signOut();
  await page.getByRole("button", { name: "Use a passkey instead" }).click();
  await page.getByRole("alert").filter({ hasText: "signs nobody in here" }).waitFor();
  const { entries } = await client.audit.list({ action: "auth.passkeys.signIn" });
  expect(entries).toMatchObject([{ result: "refused", target: null }]);
});
