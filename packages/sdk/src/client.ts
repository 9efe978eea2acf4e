import { createCaller } from "./calls/caller.ts";
import { readTokenFrom } from "./calls/token.ts";
import type { ClientOptions } from "./options.ts";
import { type Analytics, analyticsResource } from "./resources/analytics.ts";
import { type ApiKeys, apiKeysResource } from "./resources/api-keys.ts";
import { type Attention, attentionResource } from "./resources/attention.ts";
import { type Audit, auditResource } from "./resources/audit.ts";
import { type Auth, authResource } from "./resources/auth.ts";
import { type Connections, connectionsResource } from "./resources/connections.ts";
import { type Conversations, conversationsResource } from "./resources/conversations.ts";
import { type Events, eventsResource } from "./resources/events.ts";
import { type Health, healthResource } from "./resources/health.ts";
import { type Preferences, preferencesResource } from "./resources/preferences.ts";
import { type Projects, projectsResource } from "./resources/projects.ts";
import { type Push, pushResource } from "./resources/push.ts";
import { type Runners, runnersResource } from "./resources/runners.ts";
import { type SigningKeys, signingKeysResource } from "./resources/signing-keys.ts";
import { type Sources, sourcesResource } from "./resources/sources.ts";
import { type System, systemResource } from "./resources/system.ts";
import { type Teams, teamsResource } from "./resources/teams.ts";
import { type Terminals, terminalsResource } from "./resources/terminals.ts";
import { type Tokens, tokensResource } from "./resources/tokens.ts";
import { type Users, usersResource } from "./resources/users.ts";
import { type Vault, vaultResource } from "./resources/vault.ts";
import { createSocket } from "./streams/socket.ts";

/**
 * One server, seen by one caller. Queries are tried again while that may help; mutations are sent once. Everything
 * that fails rejects with a `PilothouseError`, or with the reason of the caller's own aborted signal.
 */
export interface Client extends Disposable {
  readonly auth: Auth;
  readonly users: Users;
  readonly teams: Teams;
  readonly tokens: Tokens;
  readonly apiKeys: ApiKeys;
  readonly vault: Vault;
  readonly signingKeys: SigningKeys;
  readonly audit: Audit;
  readonly preferences: Preferences;
  readonly runners: Runners;
  readonly system: System;
  readonly terminals: Terminals;
  readonly conversations: Conversations;
  readonly projects: Projects;
  readonly analytics: Analytics;
  readonly sources: Sources;
  readonly events: Events;
  readonly connections: Connections;
  readonly attention: Attention;
  readonly push: Push;
  readonly health: Health;
  /** Ends every view and watch and closes the socket. Terminals go on. */
  close(): void;
}

/** Nothing is sent before the first call, and a client without open views does not keep a Node process alive. */
export function createClient(options: ClientOptions): Client {
  const readToken = readTokenFrom(options.token);
  const caller = createCaller(options, readToken);
  const socket = createSocket(options, readToken);
  const close = () => socket.close();
  return {
    auth: authResource(caller),
    users: usersResource(caller),
    teams: teamsResource(caller),
    tokens: tokensResource(caller),
    apiKeys: apiKeysResource(caller),
    vault: vaultResource(caller),
    signingKeys: signingKeysResource(caller),
    audit: auditResource(caller),
    preferences: preferencesResource(caller),
    runners: runnersResource(caller),
    system: systemResource(caller),
    terminals: terminalsResource(caller, socket),
    conversations: conversationsResource(caller, socket),
    projects: projectsResource(caller),
    analytics: analyticsResource(caller),
    sources: sourcesResource(caller),
    events: eventsResource(socket),
    connections: connectionsResource(caller),
    attention: attentionResource(caller),
    push: pushResource(caller),
    health: healthResource(caller, socket),
    close,
    [Symbol.dispose]: close,
  };
}
