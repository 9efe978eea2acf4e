import { NO_CARE, type Terminal } from "@pilothouse/contracts";

/** A terminal for tests. */
export function exampleTerminal(id: string, change: Partial<Terminal> = {}): Terminal {
  return {
    id,
    teamId: null,
    ownerId: "o",
    runnerId: "local",
    title: id,
    command: ["bash"],
    cwd: "/",
    status: "running",
    cols: 80,
    rows: 24,
    pid: 1,
    epoch: "e",
    startOffset: 0,
    endOffset: 0,
    exit: null,
    createdAt: 0,
    activity: { state: "unknown", since: 0, source: "process", message: null },
    attention: null,
    care: NO_CARE,
    recording: { state: "on", since: 0 },
    resume: null,
    conversation: null,
    apiKeys: [],
    ...change,
  };
}
