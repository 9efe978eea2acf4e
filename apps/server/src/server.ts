import { hostname } from "node:os";
import { fileURLToPath } from "node:url";
import { Allowance } from "@pilothouse/api";
import type { Terminal } from "@pilothouse/contracts";
import { acquireDataLock, openDatabase } from "@pilothouse/db";
import { openIdentity, type TeamsChange } from "@pilothouse/identity";
import { type Actor, type Logger, messageOf, systemClock } from "@pilothouse/platform";
import { doorWith, openPush, terminalNotice } from "@pilothouse/push";
import { kyselyStore, openTerminals, type OpenTerminals } from "@pilothouse/terminals";
import { connectRunner } from "@pilothouse/terminals/runner";
import { openBackups } from "./backups.ts";
import { careForSigningKeys } from "./care-for-signing-keys.ts";
import { type ContextDeps, httpContext, socketContext } from "./context.ts";
import type { Config } from "./env.ts";
import { openConnections } from "./connections.ts";
import { createHealth } from "./health.ts";
import { createApp } from "./http/app.ts";
import { cookieNames } from "./http/cookies.ts";
import { serveDashboard } from "./http/dashboard.ts";
import { createOrigins } from "./http/origins.ts";
import { addExports } from "./http/exports.ts";
import { addPolicyReports } from "./http/policy-reports.ts";
import { addProbes } from "./http/probes.ts";
import { addSsoCallback } from "./http/sso.ts";
import { openTls } from "./http/tls.ts";
import { openObservatory } from "./observatory.ts";
import { openRates } from "./kept-rates.ts";
import { listen, stopListening } from "./listen.ts";
import { smtpMailer } from "./mail.ts";
import { retainFromTimeToTime } from "./retain.ts";
import { rootWarning, runnerUserOf } from "./runner-user.ts";
import { localRunners } from "./runners.ts";
import { signAuditFromTimeToTime } from "./sign-audit.ts";
import { type Revocation, SocketRegistry } from "./sockets/registry.ts";
import { serveSockets } from "./sockets/sockets.ts";
import { VERSION } from "./version.ts";

const LOCAL_RUNNER = "local";
/** At the end, calls that are under way have so long. */
const LAST_CALLS_MS = 5_000;
const RUNNER_MAIN = fileURLToPath(new URL("../../runner/src/main.ts", import.meta.url));
const DASHBOARD = fileURLToPath(new URL("../../web/dist", import.meta.url));

export interface RunningServer {
  readonly url: string;
  /** Lets a first user in, once; `null` when there are users. */
  readonly setupCode: string | null;
  /** Not ready, clients told, calls finished, database closed. The runner and its terminals go on. */
  close(): Promise<void>;
}

/** Starts everything there is to the server. Throws, with nothing left behind, when a part cannot start. */
export async function startServer(config: Config, environment: NodeJS.ProcessEnv, log: Logger): Promise<RunningServer> {
  const { dataDir, publicUrl, trustedProxies } = config;
  const user = runnerUserOf(config);
  await using parts = new AsyncDisposableStack();
  const tls = config.tls ? parts.use(openTls(config.tls, { log })) : null;
  parts.use(acquireDataLock(dataDir));
  const database = parts.use(await openDatabase({ folder: dataDir, log, version: VERSION }));
  let port = config.port;
  const address = () =>
    publicUrl?.origin ?? `${tls ? "https" : "http"}://${config.host.includes(":") ? `[${config.host}]` : config.host}:${port}`;
  const identity = await openIdentity({
    db: database.db,
    folder: dataDir,
    masterKeyFile: config.masterKeyFile,
    joining: {
      registration: config.registration,
      mailer: config.mail && smtpMailer(config.mail),
      urlOf: (path) => `${address()}${path}`,
    },
    settings: { signingKeyMs: config.signingKeyMs },
    sso: config.sso,
    entra: config.entra,
    clock: systemClock,
    log,
  });
  parts.use(careForSigningKeys(identity.signingKeys, log));
  parts.use(signAuditFromTimeToTime(identity.audit, log));
  const system = parts.use(
    openBackups({ folder: dataDir, policy: config.backupPolicy, audit: identity.audit, clock: systemClock, log }),
  );
  if (config.admin) await identity.ensureAdmin(config.admin);

  const { runnerBuild: build, terminalKeptBytes: keptBytes, logLevel } = config;
  const launch = { main: RUNNER_MAIN, environment, build, keptBytes, logLevel, user };
  const runner = parts.use(connectRunner({ dataDir, launch, log }));
  const store = kyselyStore(database.db);
  const limits = { liveTerminalsPerUser: config.terminalsPerUser };
  const nameOf = async (actor: Actor) => (await identity.me(actor)).user.name;
  const contact = publicUrl?.protocol === "https:" ? publicUrl.origin : null;
  const door = doorWith(config.pushServices);
  const push = parts.use(await openPush({ db: database.db, folder: dataDir, contact, door, clock: systemClock, log }));
  parts.defer(identity.onRevoked((event) => push.revoke(event)));
  const onAttention = (ownerId: string, terminal: Terminal) => push.tell(ownerId, terminalNotice(terminal));
  const terminals = parts.use(
    openTerminals({
      host: runner,
      runnerId: LOCAL_RUNNER,
      store,
      limits,
      policy: config.terminalPolicy,
      nameOf,
      onAttention,
      audit: (actor, act) => identity.audit.record(actor, act),
      grant: (actor, grants) => identity.vault.grant(actor, grants),
      teamsOf: (userId) => identity.teams.of(userId),
      clock: systemClock,
      log,
    }),
  );
  parts.defer(identity.teams.onChange((change) => endLost(change, terminals, log)));
  const { transcriptFolders: folders } = config;
  const observatory = parts.use(
    await openObservatory({ dataDir, db: database.db, folders, identity, terminals, clock: systemClock, log }),
  );
  parts.defer(identity.teams.onChange(() => void observatory.ownersChanged()));
  parts.defer(identity.onRevoked(() => void observatory.ownersChanged()));
  parts.defer(
    runner.onStatus((status) => {
      if (status === "online")
        terminals.reconcile().catch((error: unknown) => log.error({ err: error }, "terminals were not reconciled"));
    }),
  );

  const health = createHealth({ version: VERSION, clock: systemClock, runner, database: { answers: () => answers(store) } });
  const registry = new SocketRegistry();
  const { rates } = parts.use(await openRates(database, log));
  parts.defer(identity.onRevoked((event) => registry.revoke(event)));
  parts.defer(identity.signingKeys.onRevoked(() => registry.askAgain()));
  parts.defer(terminals.shares.onEnded((shareId) => registry.revoke({ userId: shareId })));
  parts.defer(identity.onRevoked((event) => endShares(event, terminals, log)));
  const runners = localRunners(runner, { id: LOCAL_RUNNER, name: hostname() });
  const origins = createOrigins(publicUrl);
  const secure = tls !== null || publicUrl?.protocol === "https:";
  const contextDeps: ContextDeps = {
    services: {
      endTerminalsOf: (actor, id) => identity.endTerminalsOf(actor, { id, end: (ownerId) => terminals.endAll(ownerId) }),
      deleteUser: async (actor, { id, endTerminals: end = false }) => {
        await identity.deleteUser(actor, { id, forget: (ownerId) => terminals.forgetAll({ ownerId, end }) });
        await observatory.ownersChanged();
      },
      identity: {
        ...identity,
        setup: async (input, client) => {
          const signedIn = await identity.setup(input, client);
          await observatory.ownersChanged();
          return signedIn;
        },
      },
      terminals,
      attention: terminals.attention,
      push,
      runners,
      system,
      health,
      connections: openConnections(registry),
      ...observatory.services,
    },
    authenticate: (bearer, client) => identity.authenticate(bearer, client),
    guestOf: (ticket) => terminals.shares.guestOf(ticket),
    registry,
    allowance: new Allowance(),
    rates,
    cookies: () => cookieNames({ secure, port: publicUrl ? publicUrl.port : String(port) }),
    trustedProxies,
    log,
  };
  const app = await createApp({
    origins,
    trustedProxies,
    secure,
    tls,
    log,
    createContext: (request, reply) => httpContext(contextDeps, request, reply),
  });
  addProbes(app, health);
  addPolicyReports(app, { rates, log });
  addExports(app, {
    terminals,
    conversations: observatory.transcripts.conversations,
    audit: identity.audit,
    createContext: (request, reply) => httpContext(contextDeps, request, reply),
  });
  addSsoCallback(app, { sso: identity.sso, createContext: (request, reply) => httpContext(contextDeps, request, reply) });
  await serveDashboard(app, DASHBOARD);
  const sockets = serveSockets({
    server: app.server,
    origins,
    registry,
    pingMs: config.pingMs,
    createContext: (options) => socketContext(contextDeps, options),
  });
  port = await listen(app, config);
  parts.defer(() => stopListening(app, LAST_CALLS_MS));
  await runner
    .info()
    .catch((error: unknown) => log.error({ reason: messageOf(error) }, "the runner is not there yet; it is tried again"));
  parts.use(retainFromTimeToTime(terminals, log));

  const warning = rootWarning(config);
  if (warning) log.warn(warning);
  const running = parts.move();
  return {
    url: address(),
    setupCode: (await identity.setupRequired()) ? await identity.issueSetupCode() : null,
    close: async () => {
      health.startDraining();
      await sockets.drain();
      await running.disposeAsync();
    },
  };
}

/** Whoever may do nothing any more shows nothing any more. */
function endShares(revocation: Revocation, { shares }: OpenTerminals, log: Logger): void {
  const failed = (error: unknown) => log.error({ err: error, ...revocation }, "share links were not revoked");
  shares.endMadeBy(revocation).catch(failed);
}

/** Whoever has left a team has nothing of it open any more. */
function endLost(change: TeamsChange, terminals: OpenTerminals, log: Logger): void {
  const failed = (error: unknown) => log.error({ err: error, ...change }, "share links were not revoked");
  terminals.teamsChanged(change).catch(failed);
}

async function answers(store: ReturnType<typeof kyselyStore>): Promise<boolean> {
  try {
    await store.listRunning(LOCAL_RUNNER);
    return true;
  } catch {
    // Whatever the reason is, the answer to "does it answer" is no.
    return false;
  }
}
