import axe from "axe-core";
import type { Page } from "playwright-core";
import { z } from "zod";

const Violations = z.array(
  z.object({
    id: z.string(),
    help: z.string(),
    nodes: z.array(z.object({ html: z.string(), failureSummary: z.string().default("") })),
  }),
);

/** Asks axe for what is wrong, by all its rules or these. */
async function violations(page: Page, rules?: readonly string[]): Promise<string[]> {
  const options = rules === undefined ? {} : { runOnly: rules };
  const run = `axe.run(document, ${JSON.stringify(options)}).then(({ violations }) => violations)`;
  return Violations.parse(await page.evaluate(run)).flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${help}\n  ${html}\n  ${failureSummary.replaceAll("\n", " ")}`),
  );
}

/** Resolves when the page has taken the colours over: at once, for a colour on its way is none that anybody reads. */
const PAINTED_IN = `(shade) => new Promise((resolve) => {
  const still = new CSSStyleSheet();
  still.replaceSync("*, ::before, ::after { transition-property: none !important }");
  document.adoptedStyleSheets.push(still);
  const look = () => (document.documentElement.dataset.theme === shade ? resolve() : requestAnimationFrame(look));
  look();
})`;

async function paintIn(page: Page, colorScheme: "dark" | "light"): Promise<void> {
  const painted = page.evaluate(`(${PAINTED_IN})(${JSON.stringify(colorScheme)})`);
  await page.emulateMedia({ colorScheme });
  await painted;
}

/**
 * What axe (https://github.com/dequelabs/axe-core) finds wrong with the page as it is now: everything in the colours that
 * it has, and the contrasts in the others too, which are all that is different there.
 */
export async function barriersOn(page: Page): Promise<string[]> {
  await page.evaluate(`${axe.source}; undefined`);
  const found = await violations(page);
  const isDark = (await page.evaluate("document.documentElement.dataset.theme")) === "dark";
  await paintIn(page, isDark ? "light" : "dark");
  const inOthers = await violations(page, ["color-contrast"]);
  await paintIn(page, isDark ? "dark" : "light");
  return [...found, ...inOthers];
}
