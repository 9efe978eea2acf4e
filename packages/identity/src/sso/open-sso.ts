import type { BeginSso, ConnectedSignIn, LinkSso, SsoProvider } from "@pilothouse/contracts";
import type { Actor } from "@pilothouse/platform";
import type { Client, Core } from "../core.ts";
import { beginSso, type BegunSso } from "./begin-sso.ts";
import { beginLink } from "./begin-link.ts";
import { listConnections, unlink } from "./connections.ts";
import { finishSso, type Returned, type SsoOutcome } from "./finish-sso.ts";
import type { SsoProviderSettings } from "./provider.ts";
import { createSso } from "./sso.ts";

/** Signing in with providers of identities. Each verb is documented where it is written. */
export interface SingleSignOn {
  providers(): SsoProvider[];
  begin(input: BeginSso): Promise<BegunSso>;
  link(actor: Actor, input: LinkSso, client: Client): Promise<BegunSso>;
  finish(returned: Returned, client: Client): Promise<SsoOutcome>;
  list(actor: Actor): Promise<ConnectedSignIn[]>;
  unlink(actor: Actor, id: string): Promise<void>;
}

export function openSso(core: Core, providers: readonly SsoProviderSettings[]): SingleSignOn {
  const sso = createSso(core, providers);
  return {
    providers: () => providers.map(({ id, name }) => ({ id, name })),
    begin: ({ provider, return: back = "/" }) => beginSso(sso, { provider, return: back, link: null }),
    link: (actor, input, client) => beginLink(sso, actor, { ...input, client }),
    finish: (returned, client) => finishSso(sso, returned, client),
    list: (actor) => listConnections(sso, actor),
    unlink: (actor, id) => unlink(sso, actor, id),
  };
}
