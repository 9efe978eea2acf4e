export { type Engine, openEngine } from "./engine.ts";
export { runnerEnvironment, type SourceEnvironment } from "./environment.ts";
export { type EngineLimits, type EngineOptions } from "./options.ts";
