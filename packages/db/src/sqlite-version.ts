import { Fault } from "@pilothouse/platform";

/** Versions before this one could corrupt a database when its write-ahead log was reset (https://sqlite.org/wal.html#walresetbug). */
const OLDEST = [3, 51, 3] as const;

/** Fault `unavailable` when the SQLite that was loaded is older than 3.51.3. */
export function assertSqliteVersion(version: string): void {
  const parts = version.split(".").map(Number);
  for (const [index, wanted] of OLDEST.entries()) {
    const part = parts[index] ?? 0;
    if (part > wanted) return;
    if (part === wanted) continue;
    throw new Fault("unavailable", `SQLite ${version} can corrupt databases; ${OLDEST.join(".")} or newer is needed`, {
      version,
    });
  }
}
