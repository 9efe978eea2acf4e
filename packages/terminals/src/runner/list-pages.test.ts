import { newId } from "@pilothouse/platform";
import { expect, test } from "vitest";
import type { RunnerTerminal } from "../port.ts";
import { fakeTerminal } from "./fake-host.ts";
import { listPage } from "./list-pages.ts";

const terminal = (chars: number) => fakeTerminal({ id: newId(), command: ["x".repeat(chars)] });

async function pagesOf(terminals: readonly RunnerTerminal[]): Promise<string[][]> {
  const pages: string[][] = [];
  for (let after = ""; ; after = pages.at(-1)?.at(-1) ?? "") {
    const page = await listPage({ list: async () => terminals }, after);
    if (page.length === 0) return pages;
    pages.push(page.map(({ id }) => id));
  }
}

test("terminals with long commands come in pages, each once", async () => {
  const terminals = Array.from({ length: 100 }, () => terminal(64 * 1024));
  const pages = await pagesOf(terminals);
  expect(pages.length).toBeGreaterThan(5);
  expect(pages.flat()).toEqual(terminals.map(({ id }) => id).sort());
});

test("few terminals are one page, none is no page, and one too large for a page still comes", async () => {
  expect(await pagesOf([terminal(5), terminal(5)])).toHaveLength(1);
  expect(await pagesOf([])).toEqual([]);
  const large = [terminal(2 * 1024 * 1024), terminal(2 * 1024 * 1024)];
  expect((await pagesOf(large)).map((page) => page.length)).toEqual([1, 1]);
});
