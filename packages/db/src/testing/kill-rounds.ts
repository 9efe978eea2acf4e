import { mkdtempDisposable } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { openDatabase } from "../open-database.ts";
import { startChild } from "./child.ts";
import { silentLog } from "./silent-log.ts";

/** What was found after a kill. */
interface Found {
  readonly integrity: unknown;
  /** Writes that were acknowledged and are not there whole. */
  readonly missing: readonly string[];
  /** Writes of which one half is there. */
  readonly torn: number;
}

/** What there is to find when all is well. */
export const WHOLE: Found = { integrity: [{ integrityCheck: "ok" }], missing: [], torn: 0 };

/** Kills a process that writes without end, so many times, each after another number of writes, and looks each time. */
export async function killWhileWriting(rounds: number): Promise<Found[]> {
  await using folder = await mkdtempDisposable(join(tmpdir(), "pilothouse-kill-"));
  const acknowledged: string[] = [];
  const found: Found[] = [];
  for (let round = 0; round < rounds; round++) {
    await using child = startChild(new URL("write-for-ever.ts", import.meta.url), folder.path);
    for (let count = 0; count <= (round * 37) % 100; count++) acknowledged.push(String((await child.lines.next()).value));
    await child.kill();
    for await (const line of child.lines) acknowledged.push(line);

    await using database = await openDatabase({ folder: folder.path, log: silentLog });
    const { rows: integrity } = await sql`pragma integrity_check`.execute(database.db);
    const rows = await database.db.selectFrom("settings").select("key").execute();
    const keys = new Set(rows.map((row) => row.key));
    const missing = acknowledged.filter((id) => !keys.has(`${id}/a`) || !keys.has(`${id}/b`));
    const torn = rows.filter(({ key }) => !keys.has(key.replace(/[ab]$/, (half) => (half === "a" ? "b" : "a")))).length;
    found.push({ integrity, missing, torn });
  }
  return found;
}
