import { testBrowser } from "@pilothouse/push/testing";
import { signedIn, type TestServer } from "@pilothouse/testing";
import { describe } from "vitest";
import { eachDialog } from "./dialogs.ts";
import { test } from "./fixtures.ts";
import { LOOKS } from "./looks.ts";
import { takePicture } from "./pictures.ts";
import { signInTo } from "./sign-in.ts";
import { goToTerminal, terminalOn } from "./terminal-page.ts";

/** Prints what a working day looks like, and waits. */
const BUSY = `
printf '\\033[2m$\\033[0m pnpm test\\n\\n'
for name in engine mirror runner follow identity; do printf ' \\033[32m✓\\033[0m packages/%s \\033[2m(%s tests)\\033[0m\\n' "$name" 24; done
printf '\\n \\033[1;32m120 passed\\033[0m \\033[2min 4.2 s\\033[0m\\n'
exec cat
`;

/** A server that looks used: some terminals run, one failed, one is done. */
async function fill(server: TestServer) {
  using client = await signedIn(server);
  const open = (title: string, script: string) => client.terminals.create({ command: ["sh", "-c", script], title });
  const failed = await open("migrate database", "echo 'relation \"users\" exists already'; exit 2");
  await open("format", "echo done");
  await open("watch docs", "exec cat");
  const busy = await open("fix the flaky test", BUSY);
  for (const name of ["anthropic", "github"])
    if (!(await client.apiKeys.list()).some((key) => key.name === name))
      await client.apiKeys.create({ name, value: `key-of-this-test-for-${name}` });
  for (const [name, host] of [
    ["Chrome on Android", "fcm.googleapis.com"],
    ["Firefox on Linux", "updates.push.services.mozilla.com"],
  ] as const)
    await client.push.subscribe({ ...testBrowser(`https://${host}/of-this-test`).device, name });
  return { busy: busy.id, failed: failed.id };
}

describe.for(Object.entries(LOOKS))("%s", ([look, options]) => {
  test("every page has its picture taken", async ({ server, openPage }) => {
    const { page, watch } = await openPage(options);
    watch.allow(/404/);
    await page.goto(`${server.url}/login`);
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
    await takePicture(page, look, "sign-in");
    for (const path of ["/forgot", "/join", "/register#token=none", "/reset#token=none"]) {
      await page.goto(server.url + path);
      await page.getByRole("textbox").first().waitFor();
      await takePicture(page, look, path.replaceAll(/\W|token.*/g, ""));
    }

    const { busy, failed } = await fill(server);
    await signInTo(page, server);
    await page.getByRole("list", { name: "Running terminals" }).waitFor();
    await takePicture(page, look, "home");
    for (const [path, heading] of [
      ["/terminals", "Terminals"],
      ["/settings", "Settings"],
      ["/admin/users", "Users"],
      ["/admin/audit", "Audit"],
    ] as const) {
      await page.goto(server.url + path);
      await page.getByRole("heading", { name: heading }).first().waitFor();
      await page.waitForLoadState("networkidle");
      await takePicture(page, look, heading.toLowerCase());
      if (path !== "/settings") continue;
      await page.getByRole("heading", { name: "Notifications" }).scrollIntoViewIfNeeded();
      await page.getByRole("button", { name: "Remove Firefox on Linux" }).scrollIntoViewIfNeeded();
      await takePicture(page, look, "notifications");
      await page.getByRole("list", { name: "Keys for terminals" }).scrollIntoViewIfNeeded();
      await takePicture(page, look, "keys");
    }
    await page.goto(`${server.url}/terminals/grid`);
    // What is below the edge of a phone's screen is not drawn.
    await page
      .locator("[data-testid=preview][data-state=painted]")
      .nth(look === "phone" ? 0 : 3)
      .waitFor();
    await takePicture(page, look, "grid");
    await page.goto(`${server.url}/nowhere`);
    await page.getByText("There is nothing at this address").waitFor();
    await takePicture(page, look, "not-found");

    await (await goToTerminal(page, server, failed)).is("exited");
    await takePicture(page, look, "terminal-ended");
    await (await goToTerminal(page, server, busy)).shows("120 passed");
    await takePicture(page, look, "terminal");
    if (look === "phone") {
      await page.getByRole("button", { name: "More keys" }).tap();
      await takePicture(page, look, "terminal-keys");
      return;
    }
    await page.goto(`${server.url}/terminals/${busy}?beside=${failed}`);
    await terminalOn(page, failed).is("exited");
    await page.waitForURL((url) => url.search === "");
    await takePicture(page, look, "terminal-split");
  }, 300_000);

  test("every dialog has its picture taken", async ({ server, openPage }) => {
    const { page } = await openPage(options);
    await signInTo(page, server, { path: "/terminals" });
    await eachDialog(page, (name) => takePicture(page, look, name.toLowerCase().replaceAll(" ", "-")));
  });
});
