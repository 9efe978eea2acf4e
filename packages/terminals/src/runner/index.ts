export { connectRunner, type RunnerClient } from "./client.ts";
export { runFolder, socketFolder } from "./folders.ts";
export { type RunnerStatus } from "./keeper.ts";
export { type RunnerLock, takeRunnerLock } from "./lock.ts";
export { writePidFile } from "./pid-files.ts";
export { type RunnerServer, serveRunner } from "./serve.ts";
export { type RunnerLaunch, START_WORDS } from "./start.ts";
export { type StoppedRunner, stopRunner } from "./stop.ts";
