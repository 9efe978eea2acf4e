import { endProcess, signedIn } from "@pilothouse/testing";
import { expect } from "vitest";
import { test } from "./fixtures.ts";
import { signIn, signInTo } from "./sign-in.ts";
import { goToTerminal } from "./terminal-page.ts";

/** What a browser writes to its console while a server is away. */
const AWAY = /ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE|WebSocket connection to/;

test("when the server is killed the page says so, and goes on by itself when it is back", async ({ server, openPage }) => {
  using client = await signedIn(server);
  const { id } = await client.terminals.create({ command: ["cat"] });
  const { page, watch } = await openPage();
  watch.allow(AWAY);
  await signIn(page, server);
  const terminal = await goToTerminal(page, server, id);
  await terminal.type("before\n");
  await terminal.shows(/before\s+before/);

  await server.kill9();
  await terminal.is("reconnecting");
  await page.getByTestId("reconnect-banner").getByText("Connection lost").waitFor();
  await terminal.type("typed while away\n");
  await page.getByTestId("reconnect-banner").getByText("17 characters wait").waitFor();

  await server.restart();
  await terminal.is("running");
  await terminal.shows(/typed while away\s+typed while away/);
  expect((await terminal.text()).match(/typed while away/g), "its echo and cat's answer, once each").toHaveLength(2);
  await page.getByTestId("reconnect-banner").waitFor({ state: "detached" });
});

test("a terminal whose runner died is shown as lost, with what it printed", async ({ server, openPage }) => {
  using client = await signedIn(server);
  const { id } = await client.terminals.create({ command: ["sh", "-c", "echo printed; read -r wait"] });
  const { page } = await openPage();
  await signIn(page, server);
  const terminal = await goToTerminal(page, server, id);
  await terminal.shows("printed");
  await Promise.all((await server.runnerPids()).map((pid) => endProcess(pid, 0)));
  await terminal.is("lost");
  await page.getByTestId("ended-bar").getByText("Lost with its runner").waitFor();
  await terminal.shows("printed");
});

test("a list whose server is away shows what it knew, and how old that is", async ({ server, openPage }) => {
  using client = await signedIn(server);
  await client.terminals.create({ command: ["cat"], title: "still known" });
  const { page, watch } = await openPage();
  watch.allow(AWAY);
  await signInTo(page, server, { path: "/terminals" });
  await page.getByRole("link", { name: "still known" }).waitFor();
  await server.stop();
  await page.getByText("The connection is lost. This is how it was").waitFor();
  await page.getByRole("link", { name: "still known" }).waitFor();
  await server.restart();
  await page.getByText("The connection is lost").waitFor({ state: "detached" });
});
