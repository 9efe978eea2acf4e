import { countCall, type Context, faultBody } from "@pilothouse/api";
import { Fault } from "@pilothouse/platform";
import type { FastifyReply, FastifyRequest } from "fastify";

/** One more request of this caller, which counts like a call of a procedure. Answers it, and `true`, when it is one too many. */
export async function isTooMany(context: Context, request: FastifyRequest, reply: FastifyReply): Promise<boolean> {
  try {
    await countCall(context, request.routeOptions.url ?? "");
    return false;
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const wait = Math.ceil(Number(error.facts["retryAfterMs"]) / 1_000);
    await reply
      .code(429)
      .header("retry-after", String(wait))
      .send({ error: error.message, fault: faultBody(error, request.id) });
    return true;
  }
}
