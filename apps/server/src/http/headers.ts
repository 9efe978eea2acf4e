import helmet from "@fastify/helmet";
import type { FastifyInstance } from "fastify";
import { POLICY_REPORTS } from "./policy-reports.ts";

/** What is no page and no file of the dashboard, and so loads nothing. */
const ANSWERS = /^\/(?:trpc|api|health|ready|csp-report)(?:[/?]|$)/;
const NOTHING = "default-src 'none'; frame-ancestors 'none'";

/**
 * What the dashboard may load: itself. `style-src` allows inline styles because xterm.js adds style elements and has no
 * hook for a nonce; scripts stay strict.
 */
export async function addSecurityHeaders(app: FastifyInstance, tls: boolean): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", "data:", "blob:"],
        connectSrc: ["'self'"],
        workerSrc: ["'self'", "blob:"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        // The newer `report-to` tells of it a minute later and in fewer browsers.
        reportUri: [POLICY_REPORTS],
      },
    },
    strictTransportSecurity: tls ? { maxAge: 31_536_000 } : false,
    referrerPolicy: { policy: "no-referrer" },
    crossOriginOpenerPolicy: { policy: "same-origin" },
    crossOriginResourcePolicy: { policy: "same-origin" },
    xFrameOptions: { action: "deny" },
  });
  app.addHook("onSend", async (request, reply) => {
    reply.header("permissions-policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()");
    if (ANSWERS.test(request.url)) reply.header("content-security-policy", NOTHING);
    if (!reply.hasHeader("cache-control")) reply.header("cache-control", "no-store");
  });
}
