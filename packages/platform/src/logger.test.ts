import { expect, test } from "vitest";
import { createLogger } from "./logger.ts";

test("S32: secrets are replaced wherever a log call puts them", () => {
  const lines: string[] = [];
  const log = createLogger({ level: "info", name: "test" }, { write: (line) => void lines.push(line) });
  log.info(
    {
      token: "canary-1",
      input: { password: "canary-2", email: "a@b.c" },
      req: { headers: { authorization: "canary-3", cookie: "canary-4" } },
    },
    "call",
  );
  expect(lines.join()).not.toContain("canary");
  expect(lines.join()).toContain("a@b.c");
});
