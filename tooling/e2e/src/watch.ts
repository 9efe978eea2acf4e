import type { Page } from "playwright-core";

/** What went wrong on a page that a person with an open console would have seen. */
export interface Watch {
  /** Announces trouble that the test provokes, such as a refused password. */
  readonly allow: (expected: RegExp) => void;
  /** Throws with every trouble that was not announced. */
  readonly check: () => void;
}

/** A page that is left cancels what it was loading; that is no failure. */
const LEFT = "net::ERR_ABORTED";

/** Where a page may be from and what it may ask without asking a network: its own server, on this machine. */
const HERE = /^(?:data:|blob:|about:|(?:http|ws):\/\/(?:127\.0\.0\.1|localhost)[:/])/;

/**
 * Collects console errors (broken policies are among them), uncaught errors, failed requests, error answers, and whatever
 * is asked of another host.
 */
export function watch(page: Page): Watch {
  const troubles: string[] = [];
  const allowed: RegExp[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") troubles.push(`console: ${message.text()} (${message.location().url})`);
  });
  page.on("pageerror", (error) => troubles.push(`page: ${error.stack ?? error.message}`));
  page.on("request", (request) => {
    if (!HERE.test(request.url())) troubles.push(`another host: ${request.url()}`);
  });
  page.on("websocket", (socket) => {
    if (!HERE.test(socket.url())) troubles.push(`another host: ${socket.url()}`);
  });
  page.on("requestfailed", (request) => {
    const why = request.failure()?.errorText ?? "failed";
    if (why !== LEFT) troubles.push(`request: ${request.method()} ${request.url()} ${why}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) troubles.push(`answer: ${response.status()} ${response.request().method()} ${response.url()}`);
  });
  return {
    allow: (expected) => void allowed.push(expected),
    check: () => {
      const unexpected = troubles.filter((trouble) => !allowed.some((expected) => expected.test(trouble)));
      if (unexpected.length > 0) throw new Error(`the page was in trouble:\n${unexpected.join("\n")}`);
    },
  };
}
