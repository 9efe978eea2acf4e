import { createClient, signIn } from "@pilothouse/sdk";
import type { TestServer } from "@pilothouse/testing";

/** A token for any number of clients; signing in once for each of them would be throttled. */
export async function apiToken({ url, admin }: TestServer): Promise<string> {
  using client = createClient({ url, token: await signIn({ url, ...admin }) });
  return (await client.tokens.create({ name: "bench" })).secret;
}
