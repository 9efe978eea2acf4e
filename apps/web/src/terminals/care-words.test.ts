import { type LimitsInForce, NO_CARE, type TerminalCare } from "@pilothouse/contracts";
import { expect, test } from "vitest";
import { careNotes, limitsWords, warningWords } from "./care-words.ts";

const RUNS = { status: "running", startOffset: 0, endOffset: 0 } as const;
const notes = (care: Partial<TerminalCare>) => careNotes({ ...RUNS, care: { ...NO_CARE, ...care } });

test("a terminal like most has nothing to say of its processes", () => {
  expect(notes({})).toEqual([]);
  expect(limitsWords(NO_CARE.limits)).toBeNull();
});

test("what goes on after a terminal's end is named, the first three of many", () => {
  const survivors = [1, 2, 3, 4, 5].map((pid) => ({ pid, command: "sleep" }));
  expect(notes({ survivors: survivors.slice(0, 1) })).toEqual(["1 process of it goes on after its end: sleep (1)."]);
  expect(notes({ survivors })).toEqual(["5 processes of it go on after its end: sleep (1), sleep (2), sleep (3) and 2 more."]);
});

test("each other thing is a sentence of its own", () => {
  const said = notes({ closedFor: "age", detached: true, outOfMemoryKills: 2, inputCutBytes: 2_048 });
  expect(said).toHaveLength(4);
  expect(said.join(" ")).toMatch(/age limit.*let go.*2 processes were ended.*2\.0 KiB of your input/);
  expect(notes({ closedFor: "idle" })).toEqual([expect.stringContaining("idle")]);
});

test("limits are told with what they are limits of", () => {
  const none: LimitsInForce = { by: "rlimit", processes: null, memoryBytes: null, cpuPercent: null, cpuSeconds: null };
  expect(limitsWords({ ...none, processes: 100 })).toBe("At most 100 processes.");
  const all = { ...none, processes: 100, memoryBytes: 2 ** 30, cpuSeconds: 60 };
  expect(limitsWords(all)).toBe("At most 100 processes, 1.0 GiB of memory a process and 60 s of CPU time a process.");
  expect(limitsWords({ ...all, by: "cgroup", cpuSeconds: null, cpuPercent: 50 })).toBe(
    "At most 100 processes, 1.0 GiB of memory and 50 % of a core.",
  );
});

test("a warning says why a terminal is closed and when", () => {
  expect(warningWords({ kind: "idle", endsAt: 130_000 }, 10_000)).toBe("This terminal is idle and is closed in 2 min.");
  expect(warningWords({ kind: "age", endsAt: 1 }, 5)).toBe("This terminal reaches the age limit and is closed now.");
});

test("a terminal whose whole recording was dropped says so", () => {
  const gone = { status: "exited", startOffset: 5, endOffset: 5, care: NO_CARE } as const;
  expect(careNotes(gone)).toEqual([expect.stringContaining("no longer kept")]);
  expect(careNotes({ ...gone, startOffset: 4 })).toEqual([]);
});
