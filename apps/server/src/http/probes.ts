import type { Health } from "@pilothouse/api";
import type { FastifyInstance } from "fastify";

/** `/health`: the process answers. `/ready`: it can do its work; 503 says which part cannot. */
export function addProbes(app: FastifyInstance, health: Health): void {
  app.get("/health", () => health.check());
  app.get("/ready", async (_request, reply) => {
    const state = await health.ready();
    return reply.code(state.ready ? 200 : 503).send(state);
  });
}
