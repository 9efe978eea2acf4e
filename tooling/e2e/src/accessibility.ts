import axe from "axe-core";
import type { Page } from "playwright-core";
import { z } from "zod";

const Outcome = z.object({
  passed: z.number().positive(),
  violations: z.array(
    z.object({
      id: z.string(),
      help: z.string(),
      nodes: z.array(z.object({ html: z.string(), failureSummary: z.string().default("") })),
    }),
  ),
});

/** What axe (https://github.com/dequelabs/axe-core) finds wrong with the page as it is now. */
export async function barriersOn(page: Page): Promise<string[]> {
  await page.evaluate(`${axe.source}; undefined`);
  const run = "axe.run(document).then(({ violations, passes }) => ({ violations, passed: passes.length }))";
  const { violations } = Outcome.parse(await page.evaluate(run));
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${help}\n  ${html}\n  ${failureSummary.replaceAll("\n", " ")}`),
  );
}
