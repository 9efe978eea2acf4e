import type Sqlite from "better-sqlite3";
import { costOfRow, type RequestRow, RequestRows } from "./request-rows.ts";
import type { Prices } from "../prices/known-prices.ts";

const SETTING = "prices";

/** Makes the cost of every request again, if the prices are others than those that were used last. */
export function repriceAll(db: Sqlite.Database, { find, version }: Prices): void {
  const used = db.prepare<[string], string>("select value from settings where name = ?").pluck().get(SETTING);
  if (used === version) return;
  const requests = new RequestRows(db);
  const next = db.prepare<[string, string], RequestRow>(
    "select * from requests where (owner, key) > (?, ?) order by owner, key limit 1000",
  );
  for (let page = next.all("", ""); page.length > 0;) {
    for (const row of page) requests.replace(row, { ...row, cost_nanos: costOfRow(row, find) });
    requests.flush();
    const last = page.at(-1);
    page = last ? next.all(last.owner, last.key) : [];
  }
  db.prepare("insert or replace into settings (name, value) values (?, ?)").run(SETTING, version);
}
