import { createClient, signIn } from "@pilothouse/sdk";
import type { Credentials } from "./server-environment.ts";

/** A client of a test's server, signed in; as its admin when nobody is named. */
export async function signedIn(server: { readonly url: string; readonly admin: Credentials }, who = server.admin) {
  const { url } = server;
  return createClient({ url, token: await signIn({ url, ...who }) });
}
