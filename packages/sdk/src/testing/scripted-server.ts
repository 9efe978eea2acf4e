import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { socketEncoder } from "@pilothouse/contracts/wire";
import { createHTTPHandler } from "@trpc/server/adapters/standalone";
import { applyWSSHandler } from "@trpc/server/adapters/ws";
import { WebSocketServer } from "ws";
import { scriptedRouter, ServerScript } from "./scripted-router.ts";
import { ScriptedTerminal } from "./scripted-terminal.ts";

/** A real tRPC server, over real HTTP and sockets, whose terminals do what the test says. */
export class ScriptedServer extends ServerScript implements AsyncDisposable {
  #http: Server;
  #wss: WebSocketServer;
  #port = 0;
  /** Sockets accepted so far. */
  connections = 0;

  private constructor() {
    super();
    [this.#http, this.#wss] = this.#build();
  }

  static async start(): Promise<ScriptedServer> {
    const server = new ScriptedServer();
    await server.#listen();
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  get openSockets(): number {
    return this.#wss.clients.size;
  }

  terminal(): ScriptedTerminal {
    const terminal = new ScriptedTerminal();
    this.terminals.set(terminal.id, terminal);
    return terminal;
  }

  /** Breaks every socket off, as a lost network or a killed server would. */
  cut(): void {
    for (const socket of this.#wss.clients) socket.terminate();
  }

  /** Closes every socket in order, with a reason. */
  closeSockets(code: number): void {
    for (const socket of this.#wss.clients) socket.close(code);
  }

  async stop(): Promise<void> {
    this.cut();
    this.#wss.close();
    await new Promise((resolve) => {
      this.#http.close(resolve);
      this.#http.closeAllConnections();
    });
  }

  /** Listens again, on the same port. */
  async restart(): Promise<void> {
    [this.#http, this.#wss] = this.#build();
    await this.#listen();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#http.listening) await this.stop();
  }

  #build(): [Server, WebSocketServer] {
    const http = createServer(
      createHTTPHandler({
        router: scriptedRouter,
        basePath: "/trpc/",
        createContext: ({ req }) => ({ script: this, token: req.headers.authorization?.replace("Bearer ", "") }),
      }),
    );
    const wss = new WebSocketServer({ server: http, path: "/trpc" });
    wss.on("connection", () => {
      this.connections += 1;
    });
    applyWSSHandler({
      wss,
      router: scriptedRouter,
      createContext: ({ info }) => ({ script: this, token: info.connectionParams?.["token"] ?? undefined }),
      experimental_encoder: socketEncoder,
    });
    return [http, wss];
  }

  #listen(): Promise<void> {
    return new Promise((resolve) => {
      this.#http.listen(this.#port, "127.0.0.1", () => {
        this.#port = addressOf(this.#http).port;
        resolve();
      });
    });
  }
}

function addressOf(server: Server): AddressInfo {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("not listening on a port");
  return address;
}
