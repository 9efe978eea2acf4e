import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { listenOnLoopback } from "./listen.ts";

/** Stands between a client and a server on loopback, and fails as networks do. */
export interface LoopbackProxy extends AsyncDisposable {
  readonly url: string;
  /** Ends every connection, and each new one, until it is mended. */
  readonly cut: () => void;
  /** Nothing gets through any more, and nobody is told; what is on its way waits until it is mended. */
  readonly freeze: () => void;
  /** The connections that there are stay frozen for good; new ones work. */
  readonly abandon: () => void;
  readonly mend: () => void;
}

/** One direction of a connection. */
interface Lane {
  readonly from: Socket;
  hold(): void;
  release(): void;
}

/** `idleMs`: a connection on which nothing comes for so long is cut, as proxies do; 0 for never. */
export async function startProxy(target: string, { idleMs = 0 } = {}): Promise<LoopbackProxy> {
  const { hostname, port } = new URL(target);
  const lanes = new Set<Lane>();
  const sockets = new Set<Socket>();
  let state: "working" | "cut" | "frozen" = "working";

  const server = createServer((client) => {
    if (state === "cut") {
      client.destroy();
      return;
    }
    const upstream = connect(Number(port), hostname);
    for (const lane of [laneOf(client, upstream), laneOf(upstream, client)]) {
      lanes.add(lane);
      sockets.add(lane.from);
      lane.from.once("close", () => {
        lanes.delete(lane);
        sockets.delete(lane.from);
      });
      lane.from.setTimeout(idleMs, () => lane.from.destroy());
      if (state === "frozen") lane.hold();
    }
  });
  const own = await listenOnLoopback(server);
  const destroyAll = () => sockets.forEach((socket) => socket.destroy());
  const holdAll = () => lanes.forEach((lane) => lane.hold());

  return {
    url: `http://127.0.0.1:${own}`,
    cut: () => {
      state = "cut";
      destroyAll();
    },
    freeze: () => {
      state = "frozen";
      holdAll();
    },
    abandon: () => {
      holdAll();
      lanes.clear();
    },
    mend: () => {
      state = "working";
      lanes.forEach((lane) => lane.release());
    },
    [Symbol.asyncDispose]: async () => {
      const closed = once(server, "close");
      server.close();
      destroyAll();
      await closed;
    },
  };
}

function laneOf(from: Socket, to: Socket): Lane {
  let held = false;
  const goOn = () => {
    if (!held) from.resume();
  };
  to.on("drain", goOn);
  from.on("data", (bytes) => {
    if (!to.write(bytes)) from.pause();
  });
  from.on("error", () => undefined);
  from.once("end", () => to.end());
  from.once("close", () => to.destroySoon());
  return {
    from,
    hold: () => {
      held = true;
      from.pause();
    },
    release: () => {
      held = false;
      goOn();
    },
  };
}
