import type { Rates } from "@pilothouse/api";
import { LIMITS } from "@pilothouse/contracts";
import { Fault, type Logger, networkOf } from "@pilothouse/platform";
import type { FastifyInstance } from "fastify";
import { z } from "zod";

/** Where browsers report what the content policy of a page has stopped. */
export const POLICY_REPORTS = "/csp-report";
export const REPORT_TYPE = "application/csp-report";

const Text = z.string().max(4_096).catch("");
/** As in CSP Level 3, section 5.3 (https://www.w3.org/TR/CSP3/#deprecated-serialize-violation). */
const Report = z.object({
  "csp-report": z.object({
    "document-uri": Text,
    "blocked-uri": Text,
    "effective-directive": Text,
    "source-file": Text,
    "line-number": z.number().int().optional().catch(undefined),
  }),
});

/**
 * Takes those reports from anyone and logs them, so that an attack on the dashboard, or a mistake in it, is seen in
 * production too. Few of them, small ones, and nothing of an address that could hold a secret.
 */
export function addPolicyReports(app: FastifyInstance, { rates, log }: { rates: Pick<Rates, "count">; log: Logger }): void {
  const bounds = { parseAs: "string", bodyLimit: LIMITS.policyReportBytes } as const;
  app.addContentTypeParser<string>(REPORT_TYPE, bounds, (_request, body, done) => done(null, parse(body)));
  app.post(POLICY_REPORTS, async (request, reply) => {
    try {
      await rates.count("policyReportsPerMinute", networkOf(request.ip));
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      return reply
        .code(429)
        .header("retry-after", String(Math.ceil(Number(error.facts["retryAfterMs"]) / 1_000)))
        .send({ error: error.message });
    }
    const report = Report.safeParse(request.body);
    if (!report.success) return reply.code(400).send({ error: "this is no report of a content policy" });
    const { "csp-report": said } = report.data;
    const facts = {
      page: bare(said["document-uri"]),
      blocked: bare(said["blocked-uri"]),
      directive: said["effective-directive"].slice(0, 100),
      source: bare(said["source-file"]),
      line: said["line-number"],
    };
    log.warn({ ...facts, requestId: request.id }, "a browser reports that the content policy has stopped something");
    return reply.code(204).send();
  });
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

/** An address without what may be secret in it; a word such as `inline` as it is. */
function bare(text: string): string {
  if (!URL.canParse(text)) return text.replaceAll(/[^\w-]/g, "").slice(0, 40);
  const { protocol, host, pathname } = new URL(text);
  return (host === "" ? protocol : `${protocol}//${host}${pathname}`).slice(0, 300);
}
