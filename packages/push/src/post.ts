import { type Agent, request } from "node:https";
import type { RequestDetails } from "web-push";

/** Hands a sealed notification to a push service; answers with the HTTP status, and reads nothing else of what it says. */
export function post({ endpoint, headers, body }: RequestDetails, agent: Agent, signal: AbortSignal): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(endpoint, { method: "POST", headers, agent, signal }, (response) => {
      resolve(response.statusCode ?? 0);
      response.destroy();
    });
    sent.on("error", reject);
    sent.end(body);
  });
}
