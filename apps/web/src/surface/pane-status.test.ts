import { expect, test } from "vitest";
import { firstState } from "./core/surface-state.ts";
import { paneStatus } from "./pane-status.ts";

test("a pane's state is one word, and an end outlives everything", () => {
  const state = firstState(0);
  expect(paneStatus(state)).toBe("connecting");
  expect(paneStatus({ ...state, connection: "live" })).toBe("running");
  expect(paneStatus({ ...state, painted: true })).toBe("running");
  expect(paneStatus({ ...state, painted: true, connection: "reconnecting" })).toBe("reconnecting");
  expect(paneStatus({ ...state, failure: new Error("x") })).toBe("failed");
  const ended = { status: "exited" as const, exit: { code: 0, signal: null, at: 0 } };
  expect(paneStatus({ ...state, painted: true, connection: "closed", ended, failure: new Error("x") })).toBe("exited");
});
