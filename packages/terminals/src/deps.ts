import type { ApiKeyGrant, AuditFacts, AuditResult, TeamRole, Terminal } from "@pilothouse/contracts";
import type { Actor, Clock, Logger, Topic } from "@pilothouse/platform";
import type { Presence } from "./attention/presence.ts";
import type { Writers } from "./audit/writers.ts";
import type { TerminalPolicy } from "./policy.ts";
import type { TerminalHost } from "./port.ts";
import type { Possession, Possessions } from "./possessions.ts";
import type { ScrollbackTurns } from "./recording/scrollback-turns.ts";
import type { RightsChange } from "./rights.ts";
import type { TerminalStore } from "./store.ts";
import type { Misses } from "./shares/misses.ts";
import type { ShareLinks } from "./shares/share-links.ts";
import type { Tickets } from "./shares/tickets.ts";
import type { ScreenWorker } from "./mirror/screen-worker.ts";
import type { SizePace } from "./size-pace.ts";
import type { Viewers } from "./viewers.ts";

/** A terminal came, changed or went. */
export type TerminalChange = Possession &
  ({ readonly type: "changed"; readonly terminal: Terminal } | { readonly type: "removed"; readonly id: string });

/** The limits that the server enforces, by their names in `LIMITS`. */
export interface TerminalLimits {
  readonly liveTerminalsPerUser: number;
  readonly viewerWindowBytes: number;
  readonly dataEventBytes: number;
  readonly viewerLagBytes: number;
  readonly viewerLagMs: number;
  readonly screenEveryMs: number;
  readonly screenCatchUpBytes: number;
  readonly freshScreenMs: number;
  readonly freshScreenBytes: number;
  readonly typingMs: number;
  readonly floodPieceBytes: number;
  readonly floodPauseMs: number;
  readonly viewersNamed: number;
  readonly viewerStateMs: number;
  readonly resizeEveryMs: number;
  readonly sharesPerTerminal: number;
  readonly viewersPerShare: number;
  readonly shareTickets: number;
  readonly shareTicketMs: number;
  readonly shareMissesPerNetwork: number;
  readonly shareMissesMs: number;
  readonly guestDrawings: number;
}

/** What somebody does to a terminal or a share link. */
export interface TerminalAct {
  /** The procedure's name. */
  readonly action: string;
  /** The id of the terminal or the link. */
  readonly target: string;
  readonly result: AuditResult;
  readonly after?: AuditFacts;
}

/** What every verb on terminals works with. */
export interface TerminalDeps {
  readonly store: TerminalStore;
  readonly host: TerminalHost;
  readonly runnerId: string;
  readonly changes: Topic<TerminalChange>;
  readonly viewers: Viewers;
  readonly sizes: SizePace;
  /** Draws recordings, off this thread. */
  readonly screens: Pick<ScreenWorker, "open" | "feed" | "draw" | "finish" | "close">;
  readonly scrollbackTurns: ScrollbackTurns;
  /** What is drawn for guests waits for one of these: owners need not wait for it. */
  readonly guestTurns: <T>(work: () => Promise<T>) => Promise<T>;
  /** What somebody is called. */
  readonly nameOf: (actor: Actor) => Promise<string>;
  /** Writes down what is about to be done, by `null` when the server does it by itself. What cannot be written down is not done. */
  readonly audit: (actor: Actor | null, act: TerminalAct) => Promise<void>;
  /** The variables that hold these keys of the actor's. */
  readonly grant: (actor: Actor, grants: readonly ApiKeyGrant[]) => Promise<Readonly<Record<string, string>>>;
  /** Whose terminals are, remembered. */
  readonly possessions: Possessions;
  /** What a user is in each team. Asked at every key press. */
  readonly teamsOf: (userId: string) => Promise<ReadonlyMap<string, TeamRole>>;
  /** Who has other terminals than before. */
  readonly rights: Topic<RightsChange>;
  /** Ids of terminals that are being started, whose records say less than they will in a moment. */
  readonly starting: Set<string>;
  /** Ids of terminals that are being ended because somebody asked for it. */
  readonly closing: Set<string>;
  /** Who sees what. */
  readonly presence: Presence;
  /** A terminal has come to need its owner, who does not see it. */
  readonly onAttention: (ownerId: string, terminal: Terminal) => void;
  /** The last change of each terminal that is being written down: they come in order. */
  readonly recording: Map<string, Promise<void>>;
  readonly limits: TerminalLimits;
  readonly policy: TerminalPolicy;
  readonly writers: Writers;
  readonly shares: ShareLinks;
  /** What share links were exchanged for. */
  readonly tickets: Tickets;
  /** Links that did not work. */
  readonly misses: Misses;
  readonly clock: Clock;
  readonly log: Logger;
}
