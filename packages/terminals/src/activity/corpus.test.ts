import type { ActivityState } from "@pilothouse/contracts";
import { expect, test } from "vitest";
import { CORPUS, type Step, type Story } from "./corpus.ts";
import { readHookReport } from "./hook-report.ts";
import { inputKind } from "./input-kind.ts";
import { parseSignal } from "./parse-signal.ts";
import { type ActivityEvent, ActivityTracker } from "./tracker.ts";

interface Judgement {
  readonly at: number;
  readonly expected: ActivityState;
  readonly shown: ActivityState;
}

function eventOf(step: Step): ActivityEvent | null {
  if ("hook" in step) {
    const fields = { session_id: "s", ...step.with, hook_event_name: step.hook };
    const report = readHookReport(step.hook, JSON.stringify(fields));
    return report && { type: "report", report };
  }
  if ("osc" in step) {
    const signal = parseSignal(step.osc);
    return signal && { type: "signal", signal };
  }
  if ("key" in step) return { type: "input", kind: inputKind(Buffer.from(step.key)) };
  if ("front" in step) {
    return { type: "foreground", foreground: { shellInFront: step.front === "shell", busy: step.busy ?? false } };
  }
  return "output" in step ? { type: "output" } : null;
}

/** Plays a story, and looks at what is shown at each `is` and after every later step and timer until the next one. */
function play({ steps }: Story): Judgement[] {
  const tracker = new ActivityTracker(0);
  const judged: Judgement[] = [];
  let expected: ActivityState | null = null;
  const judge = (at: number) => expected && judged.push({ at, expected, shown: tracker.current.state });
  const reach = (at: number) => {
    while (tracker.due !== null && tracker.due <= at) {
      const { due } = tracker;
      tracker.advance(due);
    }
  };
  for (const [index, step] of steps.entries()) {
    reach(step.at);
    if ("is" in step) expected = step.is;
    const event = eventOf(step);
    if (event) tracker.take(event, step.at);
    // Between what makes a change and the change that is expected there may be time.
    const next = steps.slice(index + 1).find((later) => "is" in later);
    const changing =
      next && steps.slice(index + 1, steps.indexOf(next)).every((later) => !("is" in later)) && next.at - step.at <= 3_100;
    if ("is" in step || !changing) judge(step.at);
  }
  return judged;
}

test.each(CORPUS)("case 41: $name", (story) => {
  for (const { at, expected, shown } of play(story)) expect(`${shown} at ${at}`).toBe(`${expected} at ${at}`);
});

test("case 41: over the whole corpus `waiting` is right at least 98 times in 100, and `idle` always", () => {
  const judged = CORPUS.flatMap(play);
  const right = (state: ActivityState) => {
    const shown = judged.filter((one) => one.shown === state);
    return { of: shown.length, share: shown.filter((one) => one.expected === state).length / shown.length };
  };
  expect(right("waiting").share).toBeGreaterThanOrEqual(0.98);
  expect(right("idle").share).toBe(1);
  expect(right("waiting").of).toBeGreaterThan(5);
});
