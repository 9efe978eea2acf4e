import { once } from "node:events";
import { mkdtempDisposable, rename, writeFile } from "node:fs/promises";
import type { IncomingMessage, Server } from "node:http";
import { get } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "node:tls";
import { createLogger } from "@pilothouse/platform";
import { expect, test } from "vitest";
import { CERTIFICATES } from "../testing/certificates.ts";
import { listen, stopListening } from "../listen.ts";
import { createApp } from "./app.ts";
import { createOrigins } from "./origins.ts";
import { openTls, type Tls } from "./tls.ts";

const [first, second] = CERTIFICATES;

/** At once, as tools that renew certificates do it. */
async function replace(file: string, text: string): Promise<void> {
  await writeFile(`${file}.new`, text);
  await rename(`${file}.new`, file);
}

/** The files of a certificate, and a log that says when something is told of them. */
async function openFiles() {
  const folder = await mkdtempDisposable(join(tmpdir(), "pilothouse-tls-"));
  const files = { cert: join(folder.path, "cert.pem"), key: join(folder.path, "key.pem") };
  let tell = Promise.withResolvers<string>();
  const write = (line: string) => tell.resolve(line);
  const log = createLogger({ level: "info", name: "test" }, { write });
  return {
    files,
    open: () => openTls(files, { log, lookMs: 5 }),
    put: async (pair: { readonly cert: string; readonly key: string }) => {
      await replace(files.key, pair.key);
      await replace(files.cert, pair.cert);
    },
    /** The next line of the log. */
    told: () => {
      tell = Promise.withResolvers<string>();
      return tell.promise;
    },
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
}

async function listening(tls: Tls) {
  const server: Server = tls.createServer((_request, response) => response.end("ok"));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return {
    /** Whether a client that trusts only this certificate would talk to the server. */
    shows: async (ca: string) => {
      const socket = connect({ port, host: "127.0.0.1", servername: "localhost", ca });
      const trusted = await once(socket, "secureConnect").then(
        () => true,
        () => false,
      );
      socket.destroy();
      return trusted;
    },
    [Symbol.asyncDispose]: async () => {
      server.close();
      await once(server, "close");
    },
  };
}

test("a certificate that was renewed is shown to who connects from then on", async () => {
  await using at = await openFiles();
  await at.put(first);
  using tls = at.open();
  await using server = await listening(tls);
  expect([await server.shows(first.cert), await server.shows(second.cert)]).toEqual([true, false]);
  const refused = at.told();
  await replace(at.files.cert, second.cert);
  expect(await refused).toContain("the certificate stays the old one");
  expect(await server.shows(first.cert)).toBe(true);
  const taken = at.told();
  await replace(at.files.key, second.key);
  expect(await taken).toContain("the certificate was read again");
  expect([await server.shows(first.cert), await server.shows(second.cert)]).toEqual([false, true]);
});

test("the app speaks TLS itself, to whoever asks for nothing older than 1.2", async () => {
  await using at = await openFiles();
  await at.put(first);
  using tls = at.open();
  const app = await createApp({
    origins: createOrigins(null),
    trustedProxies: [],
    secure: true,
    tls,
    log: createLogger({ level: "silent", name: "test" }),
    createContext: () => Promise.reject(new Error("nobody is known here")),
  });
  app.get("/page", (request) => request.protocol);
  const port = await listen(app, { host: "127.0.0.1", port: 0 });
  const asked = get({ host: "127.0.0.1", port, path: "/page", ca: first.cert });
  const [answer]: IncomingMessage[] = await once(asked, "response");
  expect(await answer?.toArray().then(String)).toBe("https");
  expect(answer?.headers).toHaveProperty("strict-transport-security");
  const old = get({ host: "127.0.0.1", port, path: "/page", ca: first.cert, minVersion: "TLSv1", maxVersion: "TLSv1.1" });
  await expect(once(old, "response")).rejects.toThrow(/protocol|version/);
  await stopListening(app, 100);
});

test("files that are missing or do not belong together are refused by the name of their setting", async () => {
  await using at = await openFiles();
  expect(() => at.open()).toThrow(/^PILOTHOUSE_TLS_CERT: .*cert\.pem cannot be read/);
  await at.put({ cert: first.cert, key: second.key });
  expect(() => at.open()).toThrow(/^PILOTHOUSE_TLS_CERT: it is no certificate for this key/);
});
