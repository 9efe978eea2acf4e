import { expect, test } from "vitest";
import { exampleTerminal } from "../terminals/example-terminal.ts";
import { needing } from "./needing.ts";

test("what has waited longest comes first, and what needs nobody is left out", () => {
  const waits = (id: string, since: number) => exampleTerminal(id, { attention: { kind: "waiting", since, message: null } });
  const listed = needing([waits("late", 9), exampleTerminal("calm"), waits("early", 3)]);
  expect(listed.map(({ id }) => id)).toEqual(["early", "late"]);
});
