import type { ApiKeysTable } from "./api-keys.ts";
import type { ApiTokensTable } from "./api-tokens.ts";
import type { AuditLogTable } from "./audit-log.ts";
import type { BudgetsTable } from "./budgets.ts";
import type { LoginThrottleTable } from "./login-throttle.ts";
import type { LoginsTable } from "./logins.ts";
import type { OwnProjectsTable } from "./own-projects.ts";
import type { PasskeysTable } from "./passkeys.ts";
import type { PersonalLinksTable } from "./personal-links.ts";
import type { PreferencesTable } from "./preferences.ts";
import type { ProjectSettingsTable } from "./project-settings.ts";
import type { PushDevicesTable } from "./push-devices.ts";
import type { RefreshTokensTable } from "./refresh-tokens.ts";
import type { RequestKeysTable } from "./request-keys.ts";
import type { RecoveryCodesTable, SecondFactorsTable } from "./second-factors.ts";
import type { SettingsTable } from "./settings.ts";
import type { SigningKeysTable } from "./signing-keys.ts";
import type { TeamMembersTable } from "./team-members.ts";
import type { TeamsTable } from "./teams.ts";
import type { TerminalSharesTable } from "./terminal-shares.ts";
import type { TerminalWritersTable } from "./terminal-writers.ts";
import type { TerminalsTable } from "./terminals.ts";
import type { TranscriptSourcesTable } from "./transcript-sources.ts";
import type { UserIdentitiesTable } from "./user-identities.ts";
import type { UsersTable } from "./users.ts";

/**
 * The tables, as queries see them. The columns are snake_case in SQL. Ids are UUIDv7, moments are milliseconds since
 * 1970, structured values are JSON text. There are no booleans: what is or is not has a moment at which it became so.
 */
export interface Database {
  users: UsersTable;
  logins: LoginsTable;
  refreshTokens: RefreshTokensTable;
  apiTokens: ApiTokensTable;
  apiKeys: ApiKeysTable;
  auditLog: AuditLogTable;
  budgets: BudgetsTable;
  loginThrottle: LoginThrottleTable;
  ownProjects: OwnProjectsTable;
  passkeys: PasskeysTable;
  personalLinks: PersonalLinksTable;
  preferences: PreferencesTable;
  pushDevices: PushDevicesTable;
  projectSettings: ProjectSettingsTable;
  recoveryCodes: RecoveryCodesTable;
  requestKeys: RequestKeysTable;
  secondFactors: SecondFactorsTable;
  settings: SettingsTable;
  signingKeys: SigningKeysTable;
  teamMembers: TeamMembersTable;
  teams: TeamsTable;
  terminals: TerminalsTable;
  terminalShares: TerminalSharesTable;
  terminalWriters: TerminalWritersTable;
  transcriptSources: TranscriptSourcesTable;
  userIdentities: UserIdentitiesTable;
}
