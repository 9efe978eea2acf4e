export { type Engine, openEngine } from "./engine.ts";
export { runnerEnvironment } from "./environment.ts";
export { type EngineOptions } from "./options.ts";
export { checkPty } from "./pty.ts";
