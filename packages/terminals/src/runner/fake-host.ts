import { NO_CARE } from "@pilothouse/contracts";
import { Fault } from "@pilothouse/platform";
import type { RunnerHost, RunnerTerminal } from "../port.ts";

const absent = () => Promise.reject(new Fault("not_found", "there is no such terminal"));

/** For tests of the protocol: a host that does only what the test says. */
export function fakeHost(does: Partial<RunnerHost> = {}): RunnerHost {
  return {
    info: absent,
    spawn: absent,
    list: () => Promise.resolve([]),
    get: absent,
    write: absent,
    resize: absent,
    signal: absent,
    close: absent,
    remove: absent,
    history: absent,
    read: absent,
    snapshot: absent,
    search: absent,
    mark: absent,
    times: absent,
    inputs: absent,
    keep: absent,
    timeline: absent,
    offsetAt: absent,
    screenAt: absent,
    trim: absent,
    drain: () => Promise.resolve(),
    adopt: () => Promise.resolve(),
    onChange: () => () => {},
    ...does,
  };
}

/** A terminal as a host might report it. */
export function fakeTerminal(facts: Partial<RunnerTerminal> = {}): RunnerTerminal {
  return {
    id: "t1",
    epoch: "e1",
    command: ["sh"],
    cwd: "/",
    pid: 42,
    status: "running",
    cols: 80,
    rows: 24,
    startOffset: 0,
    endOffset: 0,
    exit: null,
    createdAt: 0,
    care: NO_CARE,
    activity: { state: "unknown", since: 0, source: "process", message: null },
    agentSession: null,
    recording: { state: "on", since: 0 },
    resume: null,
    ...facts,
  };
}
