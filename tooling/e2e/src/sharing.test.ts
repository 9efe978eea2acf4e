import { signedIn } from "@pilothouse/testing";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { barriersOn } from "./accessibility.ts";
import { agree } from "./dialogs.ts";
import { test } from "./fixtures.ts";
import { PHONE } from "./looks.ts";
import { takePicture } from "./pictures.ts";
import { signIn } from "./sign-in.ts";
import { goToTerminal } from "./terminal-page.ts";

const TALK = String.raw`printf '\033]0;<b>bold</b>\007'; echo before; while read line; do echo "got $line"; done; exit 3`;
const screenOf = (page: Page) => page.getByTestId("shared-screen");

test("a terminal is shared from its menu, seen without an account on a phone, and gone when the link is revoked", async ({
  server,
  openPage,
}) => {
  using client = await signedIn(server);
  const { id } = await client.terminals.create({ command: ["bash", "-c", TALK], title: "<b>build</b>" });
  const owner = await openPage();
  owner.page.setDefaultTimeout(20_000);
  await signIn(owner.page, server);
  await goToTerminal(owner.page, server, id);
  await owner.page.goto(`${server.url}/terminals`);
  await owner.page
    .getByRole("button", { name: /^Actions|^More/ })
    .first()
    .click();
  await owner.page.getByRole("menuitem", { name: "Share…" }).click();
  await owner.page.getByRole("button", { name: "Create link" }).click();
  const link = await owner.page.getByLabel("Link", { exact: true }).inputValue();
  expect(link).toMatch(/\/s#phs_/);
  await takePicture(owner.page, "dark", "share-dialog");

  const guest = await openPage(PHONE);
  guest.page.setDefaultTimeout(20_000);
  guest.watch.allow(/terminals\.shares\.open/);
  const asked: string[] = [];
  guest.page.on("request", (request) => asked.push(request.url()));
  await guest.page.goto(link);
  await screenOf(guest.page).getByText("before").waitFor();
  await guest.page.getByText("Read only, shared by").waitFor();
  expect(await guest.page.getByRole("heading").textContent()).toContain("build</b>");
  await takePicture(guest.page, "phone", "shared");
  expect(await barriersOn(guest.page)).toEqual([]);
  await owner.page.getByText("1 looks").waitFor();

  using view = client.terminals.attach(id, { mode: "control" });
  const { cols } = await client.terminals.get(id);
  await view.write("this\n");
  await screenOf(guest.page).getByText("got this").waitFor();
  await guest.page.keyboard.type("from the guest\n");
  await guest.page.setViewportSize({ width: 390, height: 500 });
  await view.write("that\n");
  await screenOf(guest.page).getByText("got that").waitFor();
  expect(await screenOf(guest.page).textContent()).not.toContain("from the guest");
  expect((await client.terminals.get(id)).cols).toBe(cols);

  await owner.page.getByRole("button", { name: "Revoke" }).click();
  await agree(owner.page, "Revoke link");
  await guest.page.getByText("This link does not work").waitFor({ timeout: 5_000 });
  await takePicture(guest.page, "phone", "shared-revoked");
  await guest.page.reload();
  await guest.page.getByText("This link does not work").waitFor();
  const secret = link.split("#")[1] ?? "";
  expect(asked.filter((url) => url.includes(secret))).toEqual([]);
}, 120_000);

test("a link to a recording plays what was printed until it was made; one to a terminal that ends says how", async ({
  server,
  openPage,
}) => {
  using client = await signedIn(server);
  const { id } = await client.terminals.create({ command: ["bash", "-c", TALK] });
  using view = client.terminals.attach(id, { mode: "control", from: { offset: 0 } });
  const printed = async (needle: string) => {
    let text = "";
    for await (const event of view) {
      if (event.type === "data") text += Buffer.from(event.bytes).toString();
      if (text.includes(needle)) return;
    }
  };
  await printed("before");
  const recording = await client.terminals.shares.create({ terminalId: id, kind: "recording" });
  const live = await client.terminals.shares.create({ terminalId: id });
  await view.write("later\n");
  await printed("got later");

  const one = await openPage({ colorScheme: "light" });
  await one.page.goto(`${server.url}/s#${recording.token}`);
  await one.page.getByText("What was recorded until it was shared").waitFor();
  await screenOf(one.page).getByText("before").waitFor();
  await takePicture(one.page, "light", "shared-recording");
  expect(await barriersOn(one.page)).toEqual([]);
  await one.page.getByLabel("Time in the recording").press("Home");
  await screenOf(one.page).getByText("before").waitFor({ state: "detached" });
  await one.page.getByRole("button", { name: "Play" }).click();
  await screenOf(one.page).getByText("before").waitFor();
  await one.page.getByRole("button", { name: "Play" }).waitFor();
  expect(await screenOf(one.page).textContent()).not.toContain("later");

  const two = await openPage();
  await two.page.goto(`${server.url}/s#${live.token}`);
  await screenOf(two.page).getByText("got later").waitFor();
  await view.write("\x04");
  await two.page.getByText("Failed with code 3").waitFor({ timeout: 20_000 });
  await takePicture(two.page, "dark", "shared-ended");
}, 120_000);
