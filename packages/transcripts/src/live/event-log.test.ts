import { expect, test } from "vitest";
import { EventLog, type Happening } from "./event-log.ts";

test("very many things may happen at once, of which the newest are kept", () => {
  const log = new EventLog(10);
  const all = Array.from({ length: 300_000 }, (_, at): Happening => ({ owner: "user:1", channel: "projects", id: String(at) }));
  log.putAll(all);
  expect(log.end).toBe(300_000);
  expect(log.since(299_990)).toEqual(all.slice(-10));
  expect(log.since(299_989)).toBeNull();
});
