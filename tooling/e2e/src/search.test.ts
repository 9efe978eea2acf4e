import { signedIn, type TestServer, waitFor } from "@pilothouse/testing";
import { describe, expect } from "vitest";
import { barriersOn } from "./accessibility.ts";
import { test } from "./fixtures.ts";
import { SIZES } from "./looks.ts";
import { takePictures } from "./pictures.ts";
import { signInTo } from "./sign-in.ts";

/** Two terminals that have printed the same word, far above their screens, and are found by it. */
async function printed(server: TestServer, word: string): Promise<string[]> {
  using client = await signedIn(server);
  const script = `echo 'cannot open ${word}: no such file'; seq 200`;
  const made = ["build", "deploy"].map((title) =>
    client.terminals.create({ command: ["sh", "-c", `${script}; exec cat`], title }),
  );
  const ids = (await Promise.all(made)).map(({ id }) => id);
  const areFound = async () => (await client.terminals.search({ query: word })).hits.length === ids.length;
  await waitFor(areFound, { what: "both lines to be in the index", deadline: 60_000 });
  return ids;
}

describe.for(Object.entries(SIZES))("%s", ([size, options]) => {
  test("lines are found as one types, terminal by terminal, and lead there", async ({ server, openPage }) => {
    const word = `${size}-manifest.json`;
    const ids = await printed(server, word);
    const { page } = await openPage(options);
    await signInTo(page, server, { path: "/search" });
    await page.getByText("Find any line again").waitFor();
    expect(await barriersOn(page)).toEqual([]);

    await page.getByRole("searchbox", { name: /output of all terminals/ }).fill(`open ${word}`);
    const hit = page.getByRole("list", { name: "Found in build" }).getByRole("link");
    await hit.getByText("cannot").waitFor();
    await page.getByRole("list", { name: "Found in deploy" }).waitFor();
    expect(new URL(page.url()).searchParams.get("q")).toBe(`open ${word}`);
    expect(await hit.locator("mark").allTextContents()).toEqual(["open", word]);
    expect(Number(await page.evaluate("document.documentElement.scrollWidth"))).toBe(page.viewportSize()?.width);
    expect(await barriersOn(page)).toEqual([]);
    await takePictures(page, size, "search");

    await page.reload();
    await hit.click();
    await page.waitForURL((url) => ids.some((id) => url.pathname === `/terminals/${id}/replay`));
    await page.goBack();
    await hit.waitFor();
    await page.getByRole("searchbox", { name: /output of all terminals/ }).fill("nobody-printed-this");
    await page.getByText("No line has these words").waitFor();
    expect(await barriersOn(page)).toEqual([]);
  });
});

test("the palette leads to the search; one that is on its way has the shape of rows, and one that failed can be asked again", async ({
  server,
  openPage,
}) => {
  const { page, watch } = await openPage();
  watch.allow(/500/);
  await signInTo(page, server);
  await page.getByRole("heading", { name: /Hello/ }).waitFor();
  await page.keyboard.press("Control+k");
  await page.getByRole("option", { name: "Search all terminals" }).click();
  await page.waitForURL((url) => url.pathname === "/search");

  const held = Promise.withResolvers<void>();
  await page.route(/terminals\.search/, async (route) => {
    await held.promise;
    await route.fulfill({ status: 500, body: "broken" });
  });
  await page.getByRole("searchbox", { name: /output of all terminals/ }).fill("anything");
  await page.getByRole("status", { name: "Loading what was found" }).waitFor();
  held.resolve();
  await page.getByText("Could not load what was found").waitFor();
  await page.unroute(/terminals\.search/);
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByText("No line has these words").waitFor();
});
