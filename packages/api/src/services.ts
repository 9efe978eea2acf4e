import type {
  AddTeamMember,
  AddPasskey,
  ApiKey,
  ApiToken,
  AttachEvent,
  AttachInput,
  AuditPage,
  AuditVerification,
  Backup,
  BeginSso,
  ConnectedSignIn,
  BeginPasskey,
  CreateApiKey,
  ChangePassword,
  CreateApiToken,
  ConfirmSecondFactor,
  CreateInvitation,
  CreatedApiToken,
  CreatedShare,
  CreateShare,
  CreateTeam,
  CreateTerminal,
  CreateUser,
  DeleteUser,
  EndedTerminals,
  HealthCheck,
  HealthEvent,
  HistoryPage,
  HistoryQuery,
  Scrollback,
  ScrollbackQuery,
  InputsPage,
  Invitation,
  ListAudit,
  ListInputs,
  ListLogins,
  LinkSso,
  ListTerminals,
  Login,
  Look,
  Me,
  NewSecondFactor,
  MoveTerminal,
  OpenedShare,
  Passkey,
  PasskeyCreation,
  PasskeyRequest,
  PasskeyShown,
  PersonalLink,
  Preferences,
  ProvePassword,
  PushDevice,
  PushEndpoint,
  PushKey,
  PushTest,
  ReadyCheck,
  RecoveryCodes,
  Registration,
  RequestPasswordReset,
  ResetPassword,
  RecordedScreen,
  RenameTeam,
  ReplayPage,
  ReplayQuery,
  ResizeTerminal,
  ResumeTerminal,
  Runner,
  RotatedVault,
  ScreenAtQuery,
  SearchPage,
  SearchTerminals,
  SecondFactor,
  SetPreferences,
  SetTeamRole,
  Share,
  SignalTerminal,
  SigningKey,
  SsoProvider,
  SsoRedirect,
  TakeControl,
  Team,
  TeamDetails,
  TeamMemberRef,
  Terminal,
  TerminalsEvent,
  TimelinePage,
  TimelineQuery,
  TokenPair,
  UpdateApiKey,
  UpdateProfile,
  UpdateUser,
  User,
  UserDetails,
  VaultStatus,
  VerifyEmail,
  VerifyAudit,
  WriteResult,
  WriteTerminal,
} from "@pilothouse/contracts";
import type { Actor, Guest } from "@pilothouse/platform";
import type { Analytics, Connections, Conversations, Events, Projects, Sources } from "./observatory.ts";

/** Where a call comes from. */
export interface ClientOrigin {
  readonly address: string;
  readonly userAgent: string;
  /** The page that asks, for those of a browser; checked to be one of the server's own. */
  readonly origin?: string;
  /** What the log calls the call. */
  readonly requestId?: string;
}

export interface SignedIn {
  readonly user: User;
  readonly tokens: TokenPair;
  readonly accessExpiresAt: number;
}

/** What was done, and by whom. */
export interface Audit {
  list(actor: Actor, query: ListAudit): Promise<AuditPage>;
  verify(actor: Actor, query: VerifyAudit): Promise<AuditVerification>;
}

/** Keys of other services, each user's own. */
export interface Vault {
  status(): VaultStatus;
  list(actor: Actor): Promise<ApiKey[]>;
  create(actor: Actor, input: CreateApiKey): Promise<ApiKey>;
  update(actor: Actor, input: UpdateApiKey): Promise<ApiKey>;
  delete(actor: Actor, id: string): Promise<void>;
  rotate(actor: Actor): Promise<RotatedVault>;
}

/** Codes of a device that are asked for at a sign-in. */
export interface SecondFactors {
  get(actor: Actor): Promise<SecondFactor>;
  begin(actor: Actor, input: ProvePassword, client: ClientOrigin): Promise<NewSecondFactor>;
  confirm(actor: Actor, input: ConfirmSecondFactor): Promise<RecoveryCodes>;
  disable(actor: Actor, input: ProvePassword, client: ClientOrigin): Promise<void>;
  reset(actor: Actor, userId: string): Promise<void>;
}

/** What devices make that sign in without a password. */
export interface Passkeys {
  list(actor: Actor): Promise<Passkey[]>;
  begin(actor: Actor, input: BeginPasskey, client: ClientOrigin): Promise<PasskeyCreation>;
  add(actor: Actor, input: AddPasskey, client: ClientOrigin): Promise<Passkey>;
  delete(actor: Actor, id: string): Promise<void>;
  ask(client: ClientOrigin): PasskeyRequest;
  signIn(shown: PasskeyShown, client: ClientOrigin): Promise<SignedIn>;
}

/** The keys of access tokens. */
export interface SigningKeys {
  list(actor: Actor): Promise<SigningKey[]>;
  rotate(actor: Actor): Promise<SigningKey>;
  revoke(actor: Actor, id: string): Promise<void>;
}

/** What a browser goes to a provider with, and what it keeps meanwhile. */
export interface BegunSso extends SsoRedirect {
  readonly attempt: string;
}

/** Signing in with providers of identities. What they send back does not come by the router. */
export interface SingleSignOn {
  providers(): SsoProvider[];
  begin(input: BeginSso): Promise<BegunSso>;
  link(actor: Actor, input: LinkSso, client: ClientOrigin): Promise<BegunSso>;
  list(actor: Actor): Promise<ConnectedSignIn[]>;
  unlink(actor: Actor, id: string): Promise<void>;
}

/** People who own things together. */
export interface Teams {
  list(actor: Actor): Promise<Team[]>;
  get(actor: Actor, id: string): Promise<TeamDetails>;
  create(actor: Actor, input: CreateTeam): Promise<TeamDetails>;
  rename(actor: Actor, input: RenameTeam): Promise<TeamDetails>;
  delete(actor: Actor, id: string): Promise<void>;
  leave(actor: Actor, id: string): Promise<void>;
  add(actor: Actor, input: AddTeamMember): Promise<TeamDetails>;
  remove(actor: Actor, ref: TeamMemberRef): Promise<void>;
  setRole(actor: Actor, input: SetTeamRole): Promise<TeamDetails>;
}

/** A call that is not to happen twice, however often it is sent. */
export interface KeyedCall<T> {
  readonly actor: Actor;
  readonly key: string;
  readonly path: string;
  readonly input: unknown;
  /** Reads the answer back. */
  readonly answer: { parse(value: unknown): T };
}

export interface Identity {
  readonly audit: Audit;
  readonly vault: Vault;
  readonly signingKeys: SigningKeys;
  readonly secondFactors: SecondFactors;
  readonly sso: SingleSignOn;
  readonly teams: Teams;
  readonly passkeys: Passkeys;
  setupRequired(): Promise<boolean>;
  setup(input: { code: string; email: string; name: string; password: string }, client: ClientOrigin): Promise<SignedIn>;
  login(input: { email: string; password: string; code?: string | undefined }, client: ClientOrigin): Promise<SignedIn>;
  /** How accounts are made, and whether mail is sent. */
  readonly joining: { readonly registration: Registration; readonly mailer: object | null };
  verifyEmail(input: VerifyEmail, client: ClientOrigin): Promise<void>;
  register(input: { token: string; name: string; password: string }, client: ClientOrigin): Promise<SignedIn>;
  requestPasswordReset(input: RequestPasswordReset, client: ClientOrigin): Promise<void>;
  resetPassword(input: ResetPassword, client: ClientOrigin): Promise<void>;
  createResetLink(actor: Actor, userId: string): Promise<PersonalLink>;
  createInvitation(actor: Actor, input: CreateInvitation): Promise<PersonalLink>;
  listInvitations(actor: Actor): Promise<Invitation[]>;
  revokeInvitation(actor: Actor, id: string): Promise<void>;
  refresh(refreshToken: string, client: ClientOrigin): Promise<SignedIn>;
  logout(actor: Actor): Promise<void>;
  me(actor: Actor): Promise<Me>;
  updateProfile(actor: Actor, input: UpdateProfile): Promise<User>;
  changePassword(actor: Actor, input: ChangePassword, client: ClientOrigin): Promise<void>;
  listLogins(actor: Actor, input: ListLogins): Promise<Login[]>;
  revokeLogin(actor: Actor, id: string): Promise<void>;
  /** Whether the proof this actor came with still holds: not signed out, not revoked, not disabled. */
  isActive(actor: Actor): Promise<boolean>;
  /** Runs a call, or answers as it did before for this key. */
  askOnce<T>(call: KeyedCall<T>, run: () => Promise<T>): Promise<T>;
  listUsers(actor: Actor): Promise<User[]>;
  getUser(actor: Actor, id: string): Promise<UserDetails>;
  createUser(actor: Actor, input: CreateUser): Promise<User>;
  updateUser(actor: Actor, input: UpdateUser): Promise<User>;
  listTokens(actor: Actor): Promise<ApiToken[]>;
  createToken(actor: Actor, input: CreateApiToken): Promise<CreatedApiToken>;
  revokeToken(actor: Actor, id: string): Promise<void>;
  getPreferences(actor: Actor): Promise<Preferences>;
  setPreferences(actor: Actor, input: SetPreferences): Promise<Preferences>;
}

/** How much a socket still has to send; a stream waits here before it hands over more. */
export interface SocketGate {
  drained(signal: AbortSignal): Promise<void>;
}

/** An event and the id a client resumes behind. */
export interface Numbered<T> {
  readonly id: string;
  readonly event: T;
}

/** Links by which people without an account may look at a terminal. */
export interface Shares {
  create(actor: Actor, input: CreateShare): Promise<CreatedShare>;
  list(actor: Actor, input: { terminalId: string }): Promise<Share[]>;
  revoke(actor: Actor, id: string): Promise<void>;
  /** For anyone, from this address. */
  open(token: string, address: string): Promise<OpenedShare>;
  /** Whether the link this guest came by still holds. */
  isOpen(guest: Guest): Promise<boolean>;
}

export interface Terminals {
  readonly shares: Shares;
  create(actor: Actor, input: CreateTerminal): Promise<Terminal>;
  list(actor: Actor, filter: ListTerminals): Promise<Terminal[]>;
  get(actor: Actor, id: string): Promise<Terminal>;
  attach(
    who: Actor | Guest,
    input: AttachInput,
    link: { gate: SocketGate; signal: AbortSignal },
  ): Promise<AsyncIterable<Numbered<AttachEvent>>>;
  write(actor: Actor, input: WriteTerminal): Promise<WriteResult>;
  ack(who: Actor | Guest, input: { id: string; viewerId: string; offset: number }): Promise<void>;
  resize(actor: Actor, input: ResizeTerminal): Promise<void>;
  signal(actor: Actor, input: SignalTerminal): Promise<void>;
  takeControl(actor: Actor, input: TakeControl): Promise<void>;
  rename(actor: Actor, input: { id: string; title: string }): Promise<Terminal>;
  move(actor: Actor, input: MoveTerminal): Promise<Terminal>;
  close(actor: Actor, id: string): Promise<Terminal>;
  delete(actor: Actor, id: string): Promise<void>;
  resume(actor: Actor, input: ResumeTerminal): Promise<Terminal>;
  history(actor: Actor, query: HistoryQuery): Promise<HistoryPage>;
  scrollback(actor: Actor, query: ScrollbackQuery & { signal: AbortSignal }): Promise<Scrollback>;
  search(actor: Actor, input: SearchTerminals): Promise<SearchPage>;
  keep(actor: Actor, id: string): Promise<Terminal>;
  inputs(actor: Actor, query: ListInputs): Promise<InputsPage>;
  timeline(who: Actor | Guest, query: TimelineQuery): Promise<TimelinePage>;
  screenAt(who: Actor | Guest, query: ScreenAtQuery): Promise<RecordedScreen>;
  replay(who: Actor | Guest, query: ReplayQuery): Promise<ReplayPage>;
  watch(actor: Actor, link: { gate: SocketGate; signal: AbortSignal }): Promise<AsyncIterable<Numbered<TerminalsEvent>>>;
}

export interface Attention {
  list(actor: Actor): Promise<Terminal[]>;
  look(actor: Actor, look: Look): Promise<void>;
  dismiss(actor: Actor, id: string): Promise<Terminal>;
}

/** Notifications on devices that nobody looks at. */
export interface Push {
  key(actor: Actor): Promise<PushKey>;
  subscribe(actor: Actor, device: PushDevice): Promise<void>;
  unsubscribe(actor: Actor, device: PushEndpoint): Promise<void>;
  test(actor: Actor): Promise<PushTest>;
}

export interface Health {
  check(): HealthCheck;
  ready(): Promise<ReadyCheck>;
  watch(signal: AbortSignal): AsyncIterable<Numbered<HealthEvent>>;
}

export interface Runners {
  list(actor: Actor): Promise<Runner[]>;
}

/** The server itself, for administrators. */
export interface System {
  backup(actor: Actor): Promise<Backup>;
  backups(actor: Actor): Promise<Backup[]>;
}

/** What the server hands to the router. */
export interface Services {
  readonly identity: Identity;
  /** What runs of a user, whoever may sign in as them. */
  readonly endTerminalsOf: (actor: Actor, userId: string) => Promise<EndedTerminals>;
  /** With all that the user has, in every part. */
  readonly deleteUser: (actor: Actor, input: DeleteUser) => Promise<void>;
  readonly terminals: Terminals;
  readonly attention: Attention;
  readonly push: Push;
  readonly runners: Runners;
  readonly system: System;
  readonly health: Health;
  readonly conversations: Conversations;
  readonly projects: Projects;
  readonly analytics: Analytics;
  readonly sources: Sources;
  readonly events: Events;
  readonly connections: Connections;
}
