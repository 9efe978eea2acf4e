import { errnoOf } from "@pilothouse/platform";
import type { FastifyInstance } from "fastify";
import { BadSetting } from "./bad-setting.ts";
import type { Config } from "./env.ts";

/** Starts listening and says on which port: with `PORT=0` the system chooses. */
export async function listen(app: FastifyInstance, { host, port }: Pick<Config, "host" | "port">): Promise<number> {
  try {
    await app.listen({ host, port });
  } catch (error) {
    throw explain(error, host, port);
  }
  const address = app.server.address();
  return typeof address === "object" && address ? address.port : port;
}

/** Answers the calls under way. Who has not sent or taken everything after `patienceMs` is cut off. */
export async function stopListening(app: FastifyInstance, patienceMs: number): Promise<void> {
  const cut = setTimeout(() => app.server.closeAllConnections(), patienceMs);
  try {
    await app.close();
  } finally {
    clearTimeout(cut);
  }
}

function explain(error: unknown, host: string, port: number): unknown {
  const code = errnoOf(error);
  if (code === "EADDRINUSE")
    return new BadSetting(`PORT: ${port} is taken on ${host}; stop what listens there or set another PORT`);
  if (code === "EACCES") return new BadSetting(`PORT: this user may not listen on ${port}; set one above 1023`);
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND") return new BadSetting(`HOST: ${host} is no address of this machine`);
  return error;
}
