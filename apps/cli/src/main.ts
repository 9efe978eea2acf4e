#!/usr/bin/env node
import { compileOnce } from "./compile-once.ts";
import { processEnvironment } from "./env.ts";

// Before anything else is read: to compile it again is half of what a short command takes.
compileOnce(processEnvironment().cacheDir);
await import("./run.ts");
