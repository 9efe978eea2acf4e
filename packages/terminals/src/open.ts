import { type AckTerminal, type ApiKeyGrant, type AttachInput, LIMITS } from "@pilothouse/contracts";
import { type Actor, createTopic, Fault, type Guest } from "@pilothouse/platform";
import { AgentSessions } from "./agent-sessions.ts";
import { dismissAttention } from "./attention/dismiss.ts";
import { listAttention } from "./attention/list.ts";
import { lookAtTerminals } from "./attention/look.ts";
import { Presence } from "./attention/presence.ts";
import { listInputs } from "./audit/list-inputs.ts";
import { Writers } from "./audit/writers.ts";
import type { TerminalChange, TerminalDeps, TerminalLimits } from "./deps.ts";
import { type RightsChange, rightsChanged } from "./rights.ts";
import { Possessions } from "./possessions.ts";
import { ScreenWorker } from "./mirror/screen-worker.ts";
import { NO_POLICY, type TerminalPolicy } from "./policy.ts";
import { createTurns } from "./mirror/turns.ts";
import { ScrollbackTurns } from "./recording/scrollback-turns.ts";
import { createShare } from "./shares/create-share.ts";
import { enterShare } from "./shares/enter-share.ts";
import { listShares } from "./shares/list-shares.ts";
import { Misses } from "./shares/misses.ts";
import { revokeShare } from "./shares/revoke-share.ts";
import { ShareLinks } from "./shares/share-links.ts";
import type { SharesMadeBy } from "./shares/share-store.ts";
import { Tickets } from "./shares/tickets.ts";
import { applyRetention } from "./retention/apply-retention.ts";
import { SizePace } from "./size-pace.ts";
import type { TerminalStore } from "./store.ts";
import { reconcile, recordChange } from "./sync.ts";
import { closeTerminal, deleteTerminal } from "./verbs/close.ts";
import { attachTerminal } from "./verbs/attach.ts";
import { createTerminal } from "./verbs/create.ts";
import { exportTerminal } from "./verbs/export.ts";
import { endAllTerminals } from "./verbs/end-all.ts";
import { forgetAllTerminals } from "./verbs/forget-all.ts";
import { getTerminal } from "./verbs/get.ts";
import { terminalHistory } from "./verbs/history.ts";
import { ackTerminal, resizeTerminal, signalTerminal, takeControl, writeTerminal } from "./verbs/input.ts";
import { keepTerminal } from "./verbs/keep.ts";
import { listTerminals } from "./verbs/list.ts";
import { moveTerminal } from "./verbs/move.ts";
import { renameTerminal } from "./verbs/rename.ts";
import { replayTerminal } from "./verbs/replay.ts";
import { resumeTerminal } from "./verbs/resume.ts";
import { screenAt } from "./verbs/screen-at.ts";
import { terminalScrollback } from "./verbs/scrollback.ts";
import { searchTerminals } from "./verbs/search.ts";
import { terminalTimeline } from "./verbs/timeline.ts";
import { type Link, watchTerminals } from "./verbs/watch.ts";
import { Viewers } from "./viewers.ts";

export interface TerminalsOptions extends Pick<TerminalDeps, "host" | "runnerId" | "clock" | "log"> {
  readonly store: TerminalStore;
  readonly limits?: Partial<TerminalLimits>;
  /** What a user is called, for whoever looks at the same terminal. */
  readonly nameOf?: TerminalDeps["nameOf"];
  readonly policy?: TerminalPolicy;
  readonly onAttention?: TerminalDeps["onAttention"];
  /** Where it is written down what people do; left out: nowhere. */
  readonly audit?: TerminalDeps["audit"];
  /** Where keys for programs come from; left out: there are none. */
  readonly grant?: TerminalDeps["grant"];
  /** Which teams a user is in; left out: nobody is in any. */
  readonly teamsOf?: TerminalDeps["teamsOf"];
}

/** The verbs on terminals, bound to one runner and one store. */
export function openTerminals(given: TerminalsOptions) {
  const { limits, policy = NO_POLICY, nameOf = async () => "", onAttention = () => undefined, ...rest } = given;
  const { audit = async () => undefined, grant = noKeys, teamsOf = async () => new Map(), ...options } = rest;
  const all: TerminalLimits = { ...LIMITS, ...limits };
  const changes = createTopic<TerminalChange>();
  const viewers = new Viewers(all);
  const sizes = new SizePace(options.host, all.resizeEveryMs);
  const turns = { scrollbackTurns: new ScrollbackTurns(), guestTurns: createTurns(all.guestDrawings) };
  const maps = { starting: new Set<string>(), closing: new Set<string>(), recording: new Map() };
  const screens = new ScreenWorker(options.log);
  const presence = new Presence(options.clock);
  const writers = new Writers({ ...options, nameOf });
  const shares = new ShareLinks(options);
  const sharing = { shares, tickets: new Tickets(all, options.clock), misses: new Misses(all, options.clock) };
  const asked = { policy, nameOf, onAttention, audit, grant, teamsOf };
  const whose = { possessions: new Possessions(), rights: createTopic<RightsChange>() };
  const parts = { presence, writers, changes, limits: all, viewers, sizes, screens, ...turns };
  const deps: TerminalDeps = { ...options, ...asked, ...whose, ...maps, ...parts, ...sharing };
  changes.subscribe((change) => shares.follow(change));
  const agentSessions = new AgentSessions(deps);
  const stop = deps.host.onChange((live) => {
    recordChange(deps, live).catch((error: unknown) =>
      deps.log.error({ err: error, terminalId: live.id }, "a change was not recorded"),
    );
  });
  return {
    create: bind(deps, createTerminal),
    list: bind(deps, listTerminals),
    get: bind(deps, getTerminal),
    write: bind(deps, writeTerminal),
    ack: (who: Actor | Guest, input: AckTerminal) => ackTerminal(deps, who, input),
    resize: bind(deps, resizeTerminal),
    signal: bind(deps, signalTerminal),
    takeControl: bind(deps, takeControl),
    rename: bind(deps, renameTerminal),
    move: bind(deps, moveTerminal),
    close: bind(deps, closeTerminal),
    delete: bind(deps, deleteTerminal),
    resume: bind(deps, resumeTerminal),
    history: bind(deps, terminalHistory),
    scrollback: bind(deps, terminalScrollback),
    search: bind(deps, searchTerminals),
    export: bind(deps, exportTerminal),
    keep: bind(deps, keepTerminal),
    inputs: bind(deps, listInputs),
    timeline: bind(deps, terminalTimeline),
    screenAt: bind(deps, screenAt),
    replay: bind(deps, replayTerminal),
    watch: async (actor: Actor, link: Link) => watchTerminals(deps, actor, link),
    attach: (who: Actor | Guest, input: AttachInput, link: Link) => attachTerminal(deps, who, { ...link, input }),
    attention: {
      list: (actor: Actor) => listAttention(deps, actor),
      look: bind(deps, lookAtTerminals),
      dismiss: bind(deps, dismissAttention),
    },
    shares: {
      create: bind(deps, createShare),
      list: bind(deps, listShares),
      revoke: bind(deps, revokeShare),
      open: (token: string, address: string) => enterShare(deps, { token, address }),
      /** Whether this guest's link still holds. */
      isOpen: async ({ shareId }: Guest) => (await shares.get(shareId)) !== undefined,
      guestOf: (ticket: string) => sharing.tickets.read(ticket),
      endMadeBy: (of: SharesMadeBy) => shares.endMadeBy(of),
      onEnded: (listener: (shareId: string) => void) => shares.onEnded(listener),
    },
    /** Which terminals agents have conversations in: everybody's, for the server itself. */
    agentSessions,
    /** To be called when somebody is in other teams than before. */
    teamsChanged: (change: RightsChange) => rightsChanged(deps, change),
    /** For whoever has asked whether that may be. */
    endAll: (ownerId: string) => endAllTerminals(deps, ownerId),
    /** For whoever deletes a user, and has asked whether that may be. */
    forgetAll: (leaving: Parameters<typeof forgetAllTerminals>[1]) => forgetAllTerminals(deps, leaving),
    /** Forgets what the policy does not want to be kept. To be called from time to time. */
    retain: () => applyRetention(deps),
    /** To be called whenever the runner was out of reach. */
    reconcile: () => reconcile(deps),
    [Symbol.asyncDispose]: async () => {
      stop();
      await screens.terminate();
    },
  };
}

async function noKeys(_actor: Actor, [grant]: readonly ApiKeyGrant[]): Promise<Record<string, string>> {
  if (grant) throw new Fault("not_found", `you have no key ${grant.name}`);
  return {};
}

export type OpenTerminals = ReturnType<typeof openTerminals>;

function bind<Who, Input, Output>(deps: TerminalDeps, verb: (deps: TerminalDeps, who: Who, input: Input) => Promise<Output>) {
  return (who: Who, input: Input): Promise<Output> => verb(deps, who, input);
}
