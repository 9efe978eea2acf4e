import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { CommandFailure } from "../failure.ts";

/** Runs the server of this checkout in the foreground. Returns its exit code. */
export function serve(): Promise<number> {
  return runServerScript("main.ts");
}

/** Runs one of the server's programs in the foreground. Returns its exit code. */
export async function runServerScript(name: string, args: readonly string[] = []): Promise<number> {
  const main = fileURLToPath(new URL(`../../../server/src/${name}`, import.meta.url));
  if (!existsSync(main)) throw new CommandFailure("this installation has no server; run `npm start` in a checkout of Pilothouse");
  const server = spawn(process.execPath, [main, ...args], { stdio: "inherit" });
  // Ctrl-C reaches both; the server decides when it is done. A signal to this process alone is passed on.
  const ignore = () => undefined;
  const passOn = () => server.kill("SIGTERM");
  process.on("SIGINT", ignore);
  process.on("SIGTERM", passOn);
  const [code] = await once(server, "exit");
  return typeof code === "number" ? code : 1;
}
