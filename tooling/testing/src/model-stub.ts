import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { setTimeout as delay } from "node:timers/promises";
import { listenOnLoopback } from "./listen.ts";
import { streamedAnswer, wholeAnswer } from "./model-answer.ts";
import { ModelCall, nextTurn } from "./model-script.ts";

export interface ModelRequest {
  readonly method: string;
  readonly path: string;
  readonly body: string;
}

/** A stand-in for the Anthropic Messages API on loopback, so that real agents run without a network. */
export interface ModelStub extends AsyncDisposable {
  readonly url: string;
  /** Every request so far, the newest last. */
  readonly requests: readonly ModelRequest[];
}

const ERROR_TYPES = new Map([
  [401, "authentication_error"],
  [429, "rate_limit_error"],
  [529, "overloaded_error"],
]);

/**
 * Starts one. What it answers is written in the prompts: see `nextTurn`. `rehearsed` holds prompts in plain words, and the
 * directives that each of them stands for.
 */
export async function startModelStub(rehearsed: Readonly<Record<string, string>> = {}): Promise<ModelStub> {
  const requests: ModelRequest[] = [];
  const server = createServer((request, response) => {
    answer({ request, response, requests, rehearsed }).catch((error: unknown) => response.destroy(asError(error)));
  });
  const port = await listenOnLoopback(server);
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await server[Symbol.asyncDispose]();
    },
  };
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly requests: ModelRequest[];
  readonly rehearsed: Readonly<Record<string, string>>;
}

async function answer({ request, response, requests, rehearsed }: Exchange): Promise<void> {
  const { method = "GET", url: path = "/" } = request;
  const body = await text(request);
  requests.push({ method, path, body });
  const id = `stub${String(requests.length).padStart(6, "0")}`;
  const json = (status: number, value: object) => {
    response.writeHead(status, { "content-type": "application/json", "request-id": `req_${id}` }).end(JSON.stringify(value));
  };
  if (!path.startsWith("/v1/messages")) return json(200, {});
  if (path.includes("count_tokens")) return json(200, { input_tokens: Math.ceil(body.length / 4) });

  const call = ModelCall.parse(JSON.parse(body));
  const turn = nextTurn(call.messages, rehearsed);
  await delay(turn.wait);
  if (turn.fail !== undefined) {
    const type = ERROR_TYPES.get(turn.fail) ?? "api_error";
    return json(turn.fail, { type: "error", error: { type, message: `the script says ${turn.fail}` } });
  }
  if (!call.stream) return json(200, wholeAnswer(call, turn, id));
  response.writeHead(200, { "content-type": "text/event-stream", "request-id": `req_${id}` });
  response.end(streamedAnswer(call, turn, id).join(""));
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
