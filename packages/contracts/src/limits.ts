const KIB = 1024;
const MIB = 1024 * KIB;

/** Named bounds and their defaults. Sizes are bytes, times milliseconds. */
export const LIMITS = {
  /** Running terminals a user may have at once. */
  liveTerminalsPerUser: 20,
  /** Newest output of a terminal kept in memory. */
  hotRingBytes: 2 * MIB,
  /** Newest output of a terminal kept on disk; what is older becomes a `gap`. */
  keptBytesPerTerminal: 64 * MIB,
  /** Output of all terminals together kept on disk. */
  keptBytesInTotal: 32 * 1024 * MIB,
  /** Terminals of one user that are over and are kept; those that ended first are forgotten first. */
  endedTerminalsPerUser: 1_000,
  /** So often is looked for what is to be forgotten. */
  retentionMs: 10 * 60_000,
  /** Newest marks of a terminal that are kept, and up to twice as many until the older ones are dropped. */
  marksPerTerminal: 1_000,
  /** Characters of a mark's kind; what is longer is cut. */
  markKindCharacters: 32,
  /** Characters of a mark's label; what is longer is cut. */
  markLabelCharacters: 200,
  /** Input accepted for a terminal that its program has not read yet. */
  queuedInputBytes: 4 * MIB,
  /** Input with a longer pause between is listed as two bursts. */
  inputPauseMs: 1_000,
  /** A burst that goes on for longer is listed as several. */
  inputBurstMs: 5_000,
  /** Bytes of a burst's text that are kept when all of it is wanted. */
  inputTextBytes: 4 * KIB,
  /** The same, when its first line is wanted. */
  inputFirstLineBytes: 200,
  /** Newest bursts of a terminal that are kept on disk. */
  inputLogBytes: 512 * KIB,
  /** Bursts kept in memory while the disk refuses them. */
  inputsWaiting: 256,
  /** Bursts one `terminals.inputs` answers with. */
  inputsPage: 200,
  /** Clients of one terminal whose users are remembered. */
  writersPerTerminal: 1_000,
  /** Processes named in a terminal's `care.survivors`. */
  survivorsListed: 64,
  /** Characters of a command line there. */
  survivorCharacters: 200,
  /** A running terminal's processes are looked at so often. */
  careMs: 15_000,
  /** Who has a terminal with a limit of idle time or age is warned so long before; of a short limit, at its half. */
  lifetimeWarningMs: 5 * 60_000,
  /** Characters of a program and its arguments together; every list of terminals carries them. */
  commandCharacters: 64 * KIB,
  /** Bytes in one `terminals.write`; longer input is split by the SDK. */
  writeBytes: 64 * KIB,
  /** Bytes in one `data` event. */
  dataEventBytes: 256 * KIB,
  /** Output sent to a viewer that it has not acknowledged yet. */
  viewerWindowBytes: 1 * MIB,
  /** A viewer whose window is full and that is this far behind is moved to the latest screen, if it wants that. */
  viewerLagBytes: 2 * MIB,
  /** The same, for one that is behind for so long. */
  viewerLagMs: 1_000,
  /** Shortest time between two screens that a viewer gets in place of output it cannot keep up with, but for one behind Ctrl-C. */
  screenEveryMs: 200,
  /** With no more than this to come behind a screen, such a viewer gets output again. */
  screenCatchUpBytes: 256 * KIB,
  /** Time that an interrupted program has to show the effect, before what its viewer is behind is replaced by the screen ... */
  freshScreenMs: 30,
  /** ... if that is more than this, and more than the viewer has taken in that time. */
  freshScreenBytes: 128 * KIB,
  /** Somebody types as long as the last key is no longer ago than this. Meanwhile of other terminals' output ... */
  typingMs: 100,
  /** ... a piece of this size is part of a flood ... */
  floodPieceBytes: 32 * KIB,
  /** ... and the next one, which is mostly larger, is sent so long behind it. */
  floodPauseMs: 20,
  /** Viewers that a `state` event names; the rest are counted. */
  viewersNamed: 32,
  /** Shortest time between two `state` events of one viewer. */
  viewerStateMs: 250,
  /** Shortest time between two sizes that one program is told of. */
  resizeEveryMs: 100,
  /** Output handed to a socket that the kernel has not taken yet. */
  socketBufferBytes: 1 * MIB,
  /** Bytes one `terminals.history` answers with. */
  historyBytes: 512 * KIB,
  /** Lines of scrollback in a `snapshot`. */
  snapshotLines: 1_000,
  /** The same in a `terminals.scrollback`, which is drawn from the recording. */
  scrollbackLines: 10_000,
  /** Terminals that one `attention.look` may name. */
  lookedAtTerminals: 32,
  /** So long does somebody count as looking who does not say so again. */
  lookMs: 45_000,
  /** Devices of one user that can look at the same time; one more replaces the one that was silent for longest. */
  lookingDevicesPerUser: 32,
  /** A command is worth telling of when it took so long. */
  finishedAfterMs: 30_000,
  /** Devices of one user that are sent notifications; one more replaces the oldest. */
  pushDevicesPerUser: 20,
  /** Characters of what a device calls itself. */
  pushNameCharacters: 60,
  /** Notifications that wait for an answer; what comes on top is dropped. */
  pushesUnderWay: 256,
  /** How often one notification is sent before it is given up. */
  pushTries: 3,
  /** Pause before a notification is sent again; the next one is twice as long. */
  pushRetryMs: 2_000,
  /** A push service answers within this time. */
  pushAnswerMs: 10_000,
  /** A push service keeps a notification so long for a device that is away. */
  pushKeptMs: 4 * 60 * 60_000,
  /** Characters of a terminal's title in a notification; what is longer is cut. */
  pushTitleCharacters: 100,
  /** One frame a client may send on a socket. */
  socketFrameBytes: 256 * KIB,
  /** Messages in one frame: a client that connects again asks for all that it had open at once. */
  socketFrameMessages: 1_024,
  /** A socket that has said nothing by then is closed. */
  socketHandshakeMs: 5_000,
  /** A socket that is silent for so long is pinged. Proxies cut such a one after a minute, some after half of one. */
  pingMs: 20_000,
  /** Sockets that have not identified themselves yet, in total. */
  pendingSockets: 256,
  /** Sockets of one user. */
  socketsPerUser: 50,
  /** Calls of one user that were not answered yet. */
  callsPerUser: 256,
  /** Calls of one user in a minute, without keys and acknowledgements, which pace themselves. */
  callsPerMinute: 6_000,
  /** The same of all in one network who are not signed in. */
  strangersCallsPerMinute: 600,
  /** Sockets that one user, or all who came by one share link, open in a minute. */
  socketsPerMinute: 600,
  /** Reports of a stopped violation of the content policy that are taken from one network in a minute. */
  policyReportsPerMinute: 20,
  /** One such report. */
  policyReportBytes: 16 * KIB,
  /** Subscriptions of one user. */
  streamsPerUser: 256,
  /** All preferences of one user, as JSON. */
  preferencesBytes: 64 * KIB,
  /** Tabs of one user's terminal page. */
  tabsPerUser: 30,
  /** Terminals beside each other in one tab. */
  panesPerTab: 12,
  /** How often a tab may be split again. */
  paneDepth: 6,
  /** What a program may put into the clipboard of who looks at it, in one go. */
  clipboardBytes: 100 * KIB,
  /** Terminals remembered as allowed to do that. */
  clipboardTerminals: 100,
  /** Characters of what `terminals.search` is asked for. */
  searchQueryCharacters: 200,
  /** Words and quoted texts in it. */
  searchTerms: 16,
  /** Terminals that a search may be limited to. */
  searchTerminals: 1_000,
  /** Lines found in one page of a search. */
  searchHits: 200,
  /** A share link lasts so long when nothing else is asked for. */
  shareLifeMs: 24 * 60 * 60_000,
  /** The longest that one may last. */
  longestShareLifeMs: 30 * 24 * 60 * 60_000,
  /** Share links of one terminal at a time. */
  sharesPerTerminal: 20,
  /** People who may look through one share link at the same time. */
  viewersPerShare: 100,
  /** What a share link is exchanged for opens a socket within this time. */
  shareTicketMs: 60_000,
  /** Such tickets that are waiting to be used; one more replaces the oldest. */
  shareTickets: 10_000,
  /** Share links that do not exist, tried from one network within `shareMissesMs`, after which it has to wait. */
  shareMissesPerNetwork: 20,
  shareMissesMs: 10 * 60_000,
  /** Recorded screens drawn at a time for all who came by share links; the others wait. */
  guestDrawings: 2,
  /** Events in one page of `terminals.timeline`. */
  timelineEvents: 1_000,
  /** Gaps that it tells of; of more, the newest. */
  timelineGaps: 200,
  /** Bytes of output in one page of `terminals.replay`. */
  replayBytes: 256 * KIB,
  /** Pieces of output and events in one. */
  replayItems: 4_096,
  /** Keys of other services that one user keeps in the vault. */
  apiKeysPerUser: 100,
  /** Characters of one. */
  apiKeyCharacters: 8_192,
  /** Of them, those that one terminal is given. */
  apiKeysPerTerminal: 16,
  /** Teams of the whole server. */
  teams: 500,
  /** Users in one team. */
  membersPerTeam: 200,
  /** Entries in one page of `audit.list`. */
  auditPage: 200,
  /** Entries that one `audit.verify` looks at; the answer says where to go on. */
  auditVerified: 50_000,
  /** Characters of a text that is written down before or after a change; what is longer is cut. */
  auditTextCharacters: 200,
  /** Texts of one list there. */
  auditListed: 32,
  /** So often is the end of the audit log signed, if it has moved. */
  auditCheckpointMs: 60_000,
  /** Signed ends that are kept; of more, every other one goes. */
  auditCheckpoints: 1_000,
  /** Networks whose throttled sign-ins are counted apart between two such ends. */
  auditNetworks: 20,
  /** Passkeys of one user. */
  passkeysPerUser: 20,
  /** A key signs access tokens for so long; then a new one does. */
  signingKeyMs: 30 * 24 * 60 * 60_000,
  /** So often is looked whether it is time for one. */
  signingKeyLookMs: 10 * 60_000,
  /** Keys that sign or verify at a time. */
  signingKeys: 8,
  /** The database is backed up so often; 0 would be never. */
  backupEveryMs: 24 * 60 * 60_000,
  /** Newest backups that are kept. */
  backupsKept: 7,
  /** So often is looked whether it is time for one. */
  backupLookMs: 10 * 60_000,
  /** What a call with an `Idempotency-Key` was answered is remembered for so long. */
  requestKeyMs: 24 * 60 * 60_000,
  /** The files of the server's certificate are looked at so often. */
  tlsLookMs: 10_000,
  /** Somebody who goes to a provider of identities comes back within this time. */
  ssoAttemptMs: 10 * 60_000,
  /** Attempts that were used and are refused a second time; one more forgets the oldest. */
  ssoAttemptsRemembered: 10_000,
  /** A provider of identities answers within this time. */
  ssoAnswerMs: 10_000,
  /** Bytes of one of its answers. */
  ssoAnswerBytes: 1 * MIB,
  /** What it says of itself counts for so long. */
  ssoDiscoveryMs: 60 * 60_000,
  /** One that did not answer is asked again after this. */
  ssoRetryMs: 5_000,
  /** Sign-ins that providers are asked about at once, and that wait for that. */
  ssoExchanges: 8,
  ssoExchangesWaiting: 64,
  /** The keys of a tenant of Microsoft Entra ID are read again after this. */
  entraKeysMs: 60 * 60_000,
  /** So long do they count while the tenant does not answer. */
  entraKeysKeptMs: 24 * 60 * 60_000,
  /** The shortest time between two readings, whatever keys tokens name. */
  entraKeysPauseMs: 30_000,
  /** Connected sign-ins of one user. */
  ssoIdentitiesPerUser: 20,
  /** Groups of one person that are looked at. */
  ssoGroups: 1_000,
  /** Characters of a bearer token. Those of Microsoft name groups. */
  bearerCharacters: 12 * KIB,
  /** Conversations or projects in one page. */
  conversationsPage: 200,
  /** Messages in one page of a conversation. */
  messagesPage: 500,
  /** Characters of one part of a message that are kept for search and pages; the rest is read from the transcript. */
  blockCharacters: 64 * KIB,
  /** Rows of one `analytics.usage`. */
  usageRows: 10_000,
  /** Folders of a project that was created here. */
  foldersPerProject: 50,
  /** Newest happenings that are known to whoever comes back to `events.subscribe` after a cut. */
  eventsKept: 5_000,
  /** So long after something was spent the budgets are looked at. */
  budgetLookMs: 5_000,
  /** Projects that one user created. */
  projectsPerUser: 200,
  /** Budgets of one user. */
  budgetsPerUser: 50,
  /** Bytes of one line of a transcript; a longer one is told of and passed over. */
  transcriptLineBytes: 64 * MIB,
  /** One HTTP request body. */
  httpBodyBytes: 1 * MIB,
} as const;

/** Smallest and largest size of a terminal, in cells. */
export const TERMINAL_SIZE = { minCols: 2, maxCols: 1_000, minRows: 1, maxRows: 500 } as const;

/** Smallest size that a view gives a terminal, however small its window is. */
export const SMALLEST_VIEW = { cols: 20, rows: 5 } as const;

/** Smallest and largest text of terminals in the dashboard, in pixels. */
export const FONT_SIZE = { min: 9, max: 24 } as const;

/** How many panes of a page may be drawn by the graphics card; browsers drop the oldest context beyond 16. */
export const GRAPHICS_PANES = { min: 8, max: 12 } as const;
