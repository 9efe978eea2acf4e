import { once } from "node:events";
import { chmod, rm } from "node:fs/promises";
import { createServer, type Server, type Socket } from "node:net";
import { type Logger, systemClock } from "@pilothouse/platform";
import type { RunnerHost } from "../port.ts";
import { PROTOCOL } from "./frames.ts";
import { RUNNER_LIMITS } from "./limits.ts";
import { CONTROL_METHODS, STREAM_METHODS } from "./methods.ts";
import { type Service, serveConnection } from "./serve-connection.ts";
import { socketPaths } from "./sockets.ts";

export interface RunnerServer extends AsyncDisposable {
  /** Hangs up on everyone and takes the sockets away. The host goes on. */
  close(): Promise<void>;
}

async function listen(path: string, service: Service): Promise<{ server: Server; sockets: Set<Socket> }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    serveConnection(service, socket);
  });
  server.listen(path);
  await once(server, "listening");
  await chmod(path, 0o600);
  return { server, sockets };
}

/**
 * Offers `host` to a server on this machine, on sockets in `folder`, which must exist with mode 0700 and belong to this
 * generation alone: what is there already is replaced.
 */
export async function serveRunner(options: {
  readonly host: RunnerHost;
  readonly folder: string;
  readonly generation: string;
  readonly version: string;
  readonly build: string;
  /** Whether this runner takes new terminals now. */
  readonly accepting: () => boolean;
  readonly log: Logger;
}): Promise<RunnerServer> {
  const { host, folder, generation, version, build, accepting, log } = options;
  const paths = socketPaths(folder);
  const facts = { protocol: PROTOCOL, version, build, generation, pid: process.pid, startedAt: systemClock.now() };
  const base = { host, log, hello: () => ({ ...facts, accepting: accepting() }) };
  await Promise.all([rm(paths.control, { force: true }), rm(paths.stream, { force: true })]);
  // The stream first: whoever can reach the control socket can reach both.
  const stream = await listen(paths.stream, {
    ...base,
    methods: STREAM_METHODS,
    maxRequests: RUNNER_LIMITS.streamRequests,
    pushesChanges: false,
  });
  const control = await listen(paths.control, {
    ...base,
    methods: CONTROL_METHODS,
    maxRequests: RUNNER_LIMITS.controlRequests,
    pushesChanges: true,
  });
  const close = async (): Promise<void> => {
    await Promise.all(
      [control, stream].map(async ({ server, sockets }) => {
        const closed = server.listening ? once(server, "close") : undefined;
        server.close();
        for (const socket of sockets) socket.destroy();
        await closed;
      }),
    );
  };
  return { close, [Symbol.asyncDispose]: close };
}
