import { signedIn } from "@pilothouse/testing";
import { Secret, TOTP } from "otpauth";
import { test } from "./fixtures.ts";
import { PHONE } from "./looks.ts";
import { takePicture } from "./pictures.ts";
import { fillSignIn, signInTo } from "./sign-in.ts";

const BOB = { email: "bob@example.org", password: "the first of his" };
const STEP_MS = 30_000;

test("a member turns codes on, signs in with one and with a recovery code, and an administrator resets them", async ({
  server,
  openPage,
}) => {
  using client = await signedIn(server);
  const { id } = await client.users.create({ ...BOB, name: "Bob" });
  const { page, watch } = await openPage(PHONE);
  // The answer to a right password without a code, and to a wrong one of either.
  watch.allow(/401|403/);
  await signInTo(page, server, { who: BOB, path: "/settings" });
  await page.getByRole("button", { name: "Turn on…" }).click();
  await page.getByLabel("Your password").fill("not his");
  await page.getByRole("button", { name: "Go on" }).click();
  await page.getByText("not your current password").waitFor();
  await page.getByLabel("Your password").fill(BOB.password);
  await page.getByRole("button", { name: "Go on" }).click();
  const secret = await page.getByLabel("Secret", { exact: true }).inputValue();
  await page.getByRole("img", { name: "The secret, for your app's camera" }).waitFor();
  await takePicture(page, "phone", "second-factor");
  const totp = new TOTP({ secret: Secret.fromBase32(secret) });
  await page.getByLabel("Code", { exact: true }).fill(totp.generate());
  await page.getByRole("button", { name: "Turn on", exact: true }).click();
  const codes = page.getByRole("list", { name: "Recovery codes" }).getByRole("listitem");
  await codes.nth(9).waitFor();
  const recoveryCode = (await codes.first().textContent()) ?? "";
  await page.getByRole("button", { name: "Done" }).click();
  await page.getByText("10 recovery codes are left").waitFor();

  const other = await openPage();
  other.watch.allow(/401/);
  await other.page.goto(`${server.url}/login?return=/settings`);
  await fillSignIn(other.page, BOB);
  await other.page.getByRole("heading", { name: "Enter a code" }).waitFor();
  await other.page.getByLabel("Code").fill("000000");
  await other.page.getByRole("button", { name: "Sign in" }).click();
  await other.page.getByRole("alert").waitFor();
  await takePicture(other.page, "dark", "sign-in-code");
  // The code of now was used to turn it on; the next one is taken, too.
  await other.page.getByLabel("Code").fill(totp.generate({ timestamp: Date.now() + STEP_MS }));
  await other.page.getByRole("button", { name: "Sign in" }).click();
  await other.page.getByRole("heading", { name: "Settings" }).waitFor();

  const third = await openPage();
  third.watch.allow(/401/);
  await third.page.goto(`${server.url}/login?return=/settings`);
  await fillSignIn(third.page, BOB);
  await third.page.getByLabel("Code").fill(recoveryCode);
  await third.page.getByRole("button", { name: "Sign in" }).click();
  await third.page.getByText("9 recovery codes are left").waitFor();

  await client.users.resetSecondFactor(id);
  await third.page.goto(`${server.url}/login?return=/settings`);
  await fillSignIn(third.page, BOB);
  await third.page.getByText("Off: your password alone signs you in.").waitFor();
});
