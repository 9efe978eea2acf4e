import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { startOidcProvider, startTestServer, tempFolder } from "@pilothouse/testing";
import { test } from "./fixtures.ts";
import { PHONE } from "./looks.ts";
import { takePicture } from "./pictures.ts";
import { signInTo } from "./sign-in.ts";

const ADA = { email: "ada@elsewhere.example", email_verified: false, name: "Ada", groups: [] };

test("somebody connects a provider with their account, signs in with it from a deep link, and disconnects it", async ({
  openPage,
}) => {
  await using folder = await tempFolder("sso");
  await using provider = await startOidcProvider();
  provider.people.set("ada", ADA);
  const secret = join(folder.path, "secret");
  await writeFile(secret, provider.clientSecret);
  const env = {
    PILOTHOUSE_OIDC_ISSUER: provider.issuer,
    PILOTHOUSE_OIDC_CLIENT_ID: provider.clientId,
    PILOTHOUSE_OIDC_CLIENT_SECRET_FILE: secret,
    PILOTHOUSE_OIDC_NAME: "Keycloak",
  };
  await using server = await startTestServer({ env });
  provider.admit(`${server.url}/api/sso/oidc/callback`);
  const { page, watch } = await openPage(PHONE);
  // Where a password is asked for.
  watch.allow(/403/);
  const nameOneself = async () => {
    await page.getByRole("heading", { name: "The provider" }).waitFor();
    await page.getByLabel("Name").fill("ada");
    await page.getByRole("button", { name: "Go on" }).click();
  };

  await page.goto(`${server.url}/login`);
  await page.getByRole("button", { name: "Continue with Keycloak" }).click();
  await nameOneself();
  await page.getByText("There is no account for you here yet").waitFor();
  await takePicture(page, "phone", "sign-in-with-provider");

  await signInTo(page, server, { path: "/settings" });
  await page.getByRole("button", { name: "Connect Keycloak" }).click();
  await page.getByLabel("Your password").fill(server.admin.password);
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  const connected = page.getByRole("list", { name: "Connected sign-ins" }).getByRole("listitem");
  await connected.getByText(ADA.email).waitFor();

  await page.context().clearCookies();
  await page.evaluate("localStorage.clear()");
  await page.goto(`${server.url}/terminals?status=exited`);
  await page.getByRole("button", { name: "Continue with Keycloak" }).click();
  await nameOneself();
  await page.waitForURL(`${server.url}/terminals?status=exited`);

  await page.goto(`${server.url}/settings`);
  await connected.getByText(ADA.email).waitFor();
  await takePicture(page, "phone", "connected-sign-ins");
  await connected.getByRole("button", { name: "Disconnect" }).click();
  await page.getByRole("button", { name: "Disconnect sign-in" }).click();
  await connected.waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Connect Keycloak" }).waitFor();
  // What it still asks for ends before the server does.
  await page.context().close();
});
