import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import type { RequestListener, Server } from "node:http";
import { createServer } from "node:https";
import { createSecureContext, type SecureContextOptions } from "node:tls";
import { LIMITS } from "@pilothouse/contracts";
import { type Logger, messageOf } from "@pilothouse/platform";
import { BadSetting } from "../bad-setting.ts";
import type { TlsFiles } from "../env.ts";

/** Makes servers that speak TLS, and gives all of them the new certificate when its files have changed. */
export interface Tls extends Disposable {
  readonly createServer: (listener: RequestListener) => Server;
}

interface Pair {
  readonly cert: string;
  readonly key: string;
}

/**
 * Reads the certificate and its key. They are looked at again from time to time, not watched: renewals swap links that
 * lead to them. A new pair that does not fit is told and left alone. Throws a `BadSetting` when the first one does not.
 */
export function openTls(files: TlsFiles, { log, lookMs = LIMITS.tlsLookMs }: { log: Logger; lookMs?: number }): Tls {
  const servers: ReturnType<typeof createServer>[] = [];
  let seen = readFirst(files);
  let current = optionsOf(seen);
  const look = async (): Promise<void> => {
    const pair = { cert: await readFile(files.cert, "utf8"), key: await readFile(files.key, "utf8") };
    if (pair.cert === seen.cert && pair.key === seen.key) return;
    seen = pair;
    current = optionsOf(pair);
    for (const server of servers) server.setSecureContext(current);
    log.info({ cert: files.cert }, "the certificate was read again");
  };
  let looking = false;
  const timer = setInterval(() => {
    if (looking) return;
    looking = true;
    look()
      .catch((error: unknown) => log.error({ reason: messageOf(error), ...files }, "the certificate stays the old one"))
      .finally(() => (looking = false));
  }, lookMs);
  timer.unref();
  return {
    createServer: (listener) => {
      const server = createServer(current, listener);
      servers.push(server);
      return server;
    },
    [Symbol.dispose]: () => clearInterval(timer),
  };
}

function readFirst({ cert, key }: TlsFiles): Pair {
  return { cert: readSetting("PILOTHOUSE_TLS_CERT", cert), key: readSetting("PILOTHOUSE_TLS_KEY", key) };
}

function readSetting(name: string, file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new BadSetting(`${name}: ${file} cannot be read (${messageOf(error)})`);
  }
}

/** Throws when the two do not belong together. */
function optionsOf(pair: Pair): SecureContextOptions {
  const options: SecureContextOptions = { ...pair, minVersion: "TLSv1.2" };
  try {
    createSecureContext(options);
  } catch (error) {
    throw new BadSetting(`PILOTHOUSE_TLS_CERT: it is no certificate for this key (${messageOf(error)})`);
  }
  return options;
}
