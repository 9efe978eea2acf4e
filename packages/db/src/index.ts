export { acquireDataLock, type DataLock } from "./data-lock.ts";
export { type OpenDatabase, openDatabase } from "./open-database.ts";
export type { ApiKeysTable } from "./schema/api-keys.ts";
export type { AuditLogTable } from "./schema/audit-log.ts";
export type { Database } from "./schema/database.ts";
export type { TerminalsTable } from "./schema/terminals.ts";
export type { UsersTable } from "./schema/users.ts";
