import { acquireDataLock } from "../data-lock.ts";

const lock = acquireDataLock(process.argv[2] ?? "");
// Whatever nobody refers to is collected, and its lock let go.
process.once("exit", () => lock.release());
process.stdout.write("held\n");
process.stdin.resume();
