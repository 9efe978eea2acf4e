export type {
  ActivityState,
  AddTeamMember,
  ApiKey,
  ApiKeyGrant,
  ApiToken,
  AttachEvent,
  AttachMode,
  AuditEntry,
  AuditFacts,
  AuditFilter,
  AuditFinding,
  AuditFormat,
  AuditPage,
  AuditResult,
  AuditVerification,
  Backup,
  AuthProviders,
  ChangePassword,
  ConfirmSecondFactor,
  ConnectedSignIn,
  CreateApiKey,
  CreateApiToken,
  CreateInvitation,
  CreatedApiToken,
  CreatedShare,
  CreateShare,
  CreateTeam,
  CreateTerminal,
  CreateUser,
  DeleteUser,
  ExportAudit,
  ExportFormat,
  FaultKind,
  HealthCheck,
  HealthEvent,
  HistoryPage,
  HistoryQuery,
  Scrollback,
  ScrollbackQuery,
  InputsPage,
  InputWriter,
  Invitation,
  LagMode,
  ListAudit,
  ListInputs,
  ListLogins,
  ListTerminals,
  Login as LoginRecord,
  Look,
  LoginInput,
  LoginResult,
  Me,
  NewSecondFactor,
  OpenedShare,
  PersonalLink,
  PreferenceName,
  Preferences as StoredPreferences,
  PreferenceValues,
  ProvePassword,
  PushDevice,
  PushEndpoint,
  PushKey,
  PushSubscribed,
  PushTest,
  ReadyCheck,
  RecordedEvent,
  RecordedGap,
  RecordedPlace,
  RecordedScreen,
  RecoveryCodes,
  RefreshInput,
  Register,
  Registration,
  RequestPasswordReset,
  ResetPassword,
  ReplayItem,
  ReplayPage,
  ReplayQuery,
  RotatedVault,
  Runner,
  ScreenAtQuery,
  SetPreferences,
  SetTeamRole,
  SearchHit,
  SearchPage,
  SearchTerminals,
  SecondFactor,
  Role,
  SetupInput,
  Share,
  ShareKind,
  SigningKey,
  StateEvent,
  Team,
  TeamDetails,
  TeamMember,
  TeamRole,
  Terminal,
  TerminalActivity,
  TerminalAttention,
  TerminalExit,
  TerminalInput,
  TerminalSignal,
  TerminalViewer,
  TerminalsEvent,
  TimelinePage,
  TimelineQuery,
  TokenScope,
  UpdateApiKey,
  UpdateProfile,
  UpdateUser,
  User,
  VerifyEmail,
  VaultStatus,
  VerifyAudit,
} from "@pilothouse/contracts";
export type { AttachOptions, ConnectionState, TerminalView } from "./attach/terminal-view.ts";
export { type Client, createClient } from "./client.ts";
export { PilothouseError } from "./error.ts";
export { openShare, type OpenShareOptions, type SharedTerminal } from "./open-share.ts";
export type { CallOptions, ClientOptions, CreateOptions, TokenSource } from "./options.ts";
export type { ApiKeys } from "./resources/api-keys.ts";
export type { Attention } from "./resources/attention.ts";
export type { Audit } from "./resources/audit.ts";
export type { Auth } from "./resources/auth.ts";
export type { Health } from "./resources/health.ts";
export type { Invitations } from "./resources/invitations.ts";
export type { ConnectedSignIns } from "./resources/connected-sign-ins.ts";
export type { Logins } from "./resources/logins.ts";
export type { Preferences } from "./resources/preferences.ts";
export type { Push } from "./resources/push.ts";
export type { Runners } from "./resources/runners.ts";
export type { SecondFactors } from "./resources/second-factor.ts";
export type { Shares } from "./resources/shares.ts";
export type { SigningKeys } from "./resources/signing-keys.ts";
export type { System } from "./resources/system.ts";
export type { TeamMembers, Teams } from "./resources/teams.ts";
export type { Terminals } from "./resources/terminals.ts";
export type { Tokens } from "./resources/tokens.ts";
export type { Users } from "./resources/users.ts";
export type { Vault } from "./resources/vault.ts";
export { type Login, signIn, type SignInOptions } from "./sign-in.ts";
