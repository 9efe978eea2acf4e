export type { AgentTerminal } from "./agent-sessions.ts";
export { kyselyStore } from "./kysely-store.ts";
export { openTerminals, type OpenTerminals, type TerminalsOptions } from "./open.ts";
export type { TerminalPolicy } from "./policy.ts";
export type { RunnerInfo, TerminalHost } from "./port.ts";
export type { TerminalStore } from "./store.ts";
