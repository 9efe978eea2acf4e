import Sqlite from "better-sqlite3";
import { Kysely, SqliteDialect } from "kysely";
import { migrate } from "../migrate.ts";
import { migrations } from "../migrations/index.ts";
import { silentLog } from "./silent-log.ts";

const database = new Sqlite(process.argv[2] ?? "");
database.pragma("journal_mode = WAL");
process.stdin.resume();
const [first, second] = migrations;
if (!first || !second) throw new Error("there are two migrations");
const hanging = {
  name: second.name,
  async up(db: Parameters<typeof second.up>[0]) {
    await second.up(db);
    process.stdout.write("half way\n");
    await new Promise(() => {});
  },
};
await migrate(new Kysely({ dialect: new SqliteDialect({ database }) }), { migrations: [first, hanging], log: silentLog });
