import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createLogger, systemClock } from "@pilothouse/platform";
import { hostContract } from "../host-contract.ts";
import { openEngine } from "./engine.ts";

hostContract("engine", async () => {
  const folder = await mkdtemp(join(tmpdir(), "pilothouse-engine-"));
  const log = createLogger({ level: "silent", name: "test" });
  const host = await openEngine({ folder, environment: process.env, version: "1.2.3", log, clock: systemClock });
  return {
    host,
    [Symbol.asyncDispose]: async () => {
      await host.shutdown();
      await rm(folder, { recursive: true, force: true });
    },
  };
});
