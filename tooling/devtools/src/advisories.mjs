/**
 * What `pnpm audit --json` found. A registry that cannot be asked is said and fails nothing: it says nothing about this code.
 * @param {string} output
 * @returns {{ passed: boolean, lines: string[] }}
 */
export function judgeAudit(output) {
  const report = reportIn(output);
  if (report === null) return { passed: true, lines: ["NOT ASKED  the registry answers no questions about advisories here"] };
  const found = Object.values(report.advisories).map(
    ({ severity, module_name: name, title }) => `REFUSED  ${name}: ${severity}, ${title}`,
  );
  return { passed: found.length === 0, lines: [...found, `${found.length === 0 ? "ok      " : "FAILED  "} advisories`] };
}

/**
 * @param {string} output
 * @returns {{ advisories: Record<string, { severity: string, module_name: string, title: string }> } | null}
 */
function reportIn(output) {
  try {
    const report = JSON.parse(output);
    return report.advisories === undefined ? null : report;
  } catch {
    // An error message of pnpm.
    return null;
  }
}
