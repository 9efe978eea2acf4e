import { signedIn } from "@pilothouse/testing";
import { expect } from "vitest";
import { test } from "./fixtures.ts";
import { signIn } from "./sign-in.ts";
import { goToTerminal } from "./terminal-page.ts";

/** Looks up from reading ten times a second, and keeps what it has read of a line by then. */
const TELL_SIZE =
  'trap "stty size" WINCH; stty size; while :; do if read -rt 0.1 part; then echo "got $held$part"; held=; else held=$held$part; fi; done';

test("case 23: two pages on one terminal are both live; one decides the size, and the other can take over", async ({
  server,
  openPage,
}) => {
  using client = await signedIn(server);
  const { id } = await client.terminals.create({ command: ["bash", "-c", TELL_SIZE] });
  const [one, two] = [await openPage(), await openPage({ viewport: { width: 700, height: 500 } })];
  for (const { page } of [one, two]) page.setDefaultTimeout(20_000);
  await signIn(one.page, server);
  const big = await goToTerminal(one.page, server, id);
  await expect.poll(async () => (await client.terminals.get(id)).cols, { timeout: 20_000 }).toBeGreaterThan(90);
  expect(await one.page.getByRole("region", { name: "Who looks" }).count()).toBe(0);

  await signIn(two.page, server);
  const small = await goToTerminal(two.page, server, id);
  await two.page.getByText(/Sized by Chrome on Linux \(\d+×\d+\)/).waitFor();
  const wide = await client.terminals.get(id);
  await one.page.getByText("Also here: Chrome on Linux").waitFor();
  await big.type("from one\n");
  await small.shows("got from one");
  expect(await client.terminals.get(id)).toMatchObject({ cols: wide.cols, rows: wide.rows });

  await two.page.getByRole("button", { name: "Take control" }).click();
  await expect.poll(async () => (await client.terminals.get(id)).cols, { timeout: 20_000 }).toBeLessThan(wide.cols);
  await one.page.getByText("Sized by Chrome on Linux").waitFor();
  await two.page.getByRole("button", { name: "Take control" }).waitFor({ state: "detached" });
  await two.page.close();
  await expect.poll(async () => (await client.terminals.get(id)).cols, { timeout: 20_000 }).toBe(wide.cols);
}, 120_000);
