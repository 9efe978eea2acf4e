import axe from "axe-core";
import type { Page } from "playwright-core";

interface Violation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

function isViolations(value: unknown): value is readonly Violation[] {
  return Array.isArray(value);
}

/** What axe (https://github.com/dequelabs/axe-core) finds wrong with the page as it is now, one line each. */
export async function barriersOn(page: Page): Promise<string[]> {
  await page.evaluate(`${axe.source}; undefined`);
  const found: unknown = await page.evaluate("axe.run(document).then(({ violations }) => violations)");
  if (!isViolations(found)) throw new Error("axe gave no answer");
  return found.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary = "" }) => `${id}: ${help}\n  ${html}\n  ${failureSummary.replaceAll("\n", " ")}`),
  );
}
