import { type Client, createClient } from "@pilothouse/sdk";
import type { Environment } from "../env.ts";
import { CommandFailure, EXIT } from "../failure.ts";
import { CredentialsFile } from "./credentials.ts";
import { storedToken } from "./stored-token.ts";

export const DEFAULT_URL = "http://127.0.0.1:7070";

export interface Connection {
  readonly url: string;
  readonly client: Client;
}

/** A client for whoever is signed in: by `PILOTHOUSE_TOKEN`, or by `pilothouse login`. */
export async function connect({ url, token, configDir }: Environment): Promise<Connection> {
  const file = new CredentialsFile(configDir);
  const stored = await file.read();
  const server = url ?? stored?.url ?? DEFAULT_URL;
  if (token !== undefined) return { url: server, client: createClient({ url: server, token }) };
  // A sign-in is for one server only; its token must not reach another one.
  if (!stored || !sameServer(stored.url, server)) {
    throw new CommandFailure(`not signed in at ${server}; run: pilothouse login --url ${server}`, EXIT.notSignedIn);
  }
  return { url: server, client: createClient({ url: stored.url, token: storedToken(file, stored) }) };
}

function sameServer(one: string, other: string): boolean {
  return URL.parse(one)?.href === URL.parse(other)?.href;
}
