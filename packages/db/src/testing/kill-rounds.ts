import { mkdtempDisposable } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { expect } from "vitest";
import { openDatabase } from "../open-database.ts";
import { startChild } from "./child.ts";
import { silentLog } from "./silent-log.ts";

/** Kills a process that writes without end, so many times, each after another number of writes, and looks for what is missing. */
export async function killWhileWriting(rounds: number): Promise<void> {
  await using folder = await mkdtempDisposable(join(tmpdir(), "pilothouse-kill-"));
  const acknowledged: string[] = [];
  for (let round = 0; round < rounds; round++) {
    await using child = startChild(new URL("write-for-ever.ts", import.meta.url), folder.path);
    for (let count = 0; count <= (round * 37) % 100; count++) acknowledged.push(String((await child.lines.next()).value));
    await child.kill();
    for await (const line of child.lines) acknowledged.push(line);

    await using database = await openDatabase({ folder: folder.path, log: silentLog });
    expect((await sql`pragma integrity_check`.execute(database.db)).rows).toEqual([{ integrityCheck: "ok" }]);
    const rows = await database.db.selectFrom("settings").select("key").execute();
    const keys = new Set(rows.map((row) => row.key));
    expect(acknowledged.filter((id) => !keys.has(`${id}/a`) || !keys.has(`${id}/b`))).toEqual([]);
    expect(rows.filter((row) => row.key.endsWith("/a"))).toHaveLength(rows.length / 2);
  }
}
