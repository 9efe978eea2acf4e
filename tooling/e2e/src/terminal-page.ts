import { type TestServer, waitFor } from "@pilothouse/testing";
import type { Locator, Page } from "playwright-core";

/** A terminal on an open page of the dashboard. */
export interface TerminalPage {
  readonly pane: Locator;
  /** Scrollback and screen as text. */
  readonly text: () => Promise<string>;
  /** Waits until a person could read this. */
  readonly shows: (expected: string | RegExp) => Promise<void>;
  /** Types into the terminal. */
  readonly type: (keys: string) => Promise<void>;
  /** Waits until the pane says that it is in this state. */
  readonly is: (status: "running" | "reconnecting" | "exited" | "lost" | "failed") => Promise<void>;
}

/** The terminal `id`, wherever the page shows it. */
export function terminalOn(page: Page, id: string): TerminalPage {
  const pane = page.locator(`[data-testid=terminal][data-terminal-id="${id}"]`);
  const text = async () => String(await page.evaluate(`globalThis.__pilothouse?.terminalText(${JSON.stringify(id)}) ?? ""`));
  return {
    pane,
    text,
    shows: async (expected) => {
      let last = "";
      const isThere = async () => {
        last = await text();
        return typeof expected === "string" ? last.includes(expected) : expected.test(last);
      };
      await waitFor(isThere, { what: `the terminal to show ${expected}`, deadline: 20_000 }).catch((error: unknown) => {
        throw new Error(`the terminal shows\n${last}`, { cause: error });
      });
    },
    type: async (keys) => {
      await pane.locator("textarea").focus();
      await page.keyboard.type(keys);
    },
    is: (status) => pane.and(page.locator(`[data-status=${status}]`)).waitFor(),
  };
}

/** Goes to a terminal's page, and waits for its screen. */
export async function goToTerminal(page: Page, server: TestServer, id: string): Promise<TerminalPage> {
  await page.goto(`${server.url}/terminals/${id}`);
  const terminal = terminalOn(page, id);
  await terminal.pane.and(page.locator("[aria-busy=false]")).waitFor();
  return terminal;
}

/** The id of the terminal whose page is open. */
export function terminalIdOf(page: Page): string {
  return new URL(page.url()).pathname.split("/").at(-1) ?? "";
}
