import { newId } from "@pilothouse/platform";
import { openDatabase } from "../open-database.ts";
import { silentLog } from "./silent-log.ts";

/** Writes pairs of rows, each pair in one transaction, and prints its id once it is committed. */
const { db } = await openDatabase({ folder: process.argv[2] ?? "", log: silentLog });
for (;;) {
  const id = newId();
  await db.transaction().execute(async (trx) => {
    await trx
      .insertInto("settings")
      .values({ key: `${id}/a`, value: "1" })
      .execute();
    await trx
      .insertInto("settings")
      .values({ key: `${id}/b`, value: "x".repeat(2_000) })
      .execute();
  });
  await new Promise((resolve) => process.stdout.write(`${id}\n`, resolve));
}
