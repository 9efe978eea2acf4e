import { setTimeout as delay } from "node:timers/promises";
import { Job } from "./job.ts";
import type { Link } from "./link.ts";
import { measureEcho, measureFlood, measureInterrupt } from "./measure.ts";

/** A flood has filled what there is to fill by then. */
const FLOODED_MS = 1_000;

/** The program in the terminal, the same on every side. */
function scriptOf(task: Job["task"]): string {
  if (task.kind === "interrupt")
    return "stty -echo; trap : INT; printf R; while read -r name; do yes; printf '<%s>' \"$name\"; done";
  const mode = task.mode === "raw" ? "stty raw -echo" : "stty -echo";
  // It goes on behind its output: node-pty alone would lose the end of a program that is over.
  if (task.kind === "flood") return `${mode}; printf R; read -r start; cat '${task.file}'; read -r end`;
  return task.mode === "raw" ? "stty raw -echo; printf R; exec cat" : "printf R; exec cat";
}

/** Loads only what this side needs: the bare client must not pay for the SDK. */
async function open(target: Job["target"], script: string, lag: "bytes" | "screen" = "bytes"): Promise<Link> {
  if (target.kind === "bare") return (await import("./bare-link.ts")).bareLink(target.url, script);
  if (target.kind === "ttyd") return (await import("./ttyd-link.ts")).ttydLink(script);
  return (await import("./attach-link.ts")).attachLink(target, script, lag);
}

async function openAll(target: Job["target"], script: string, count: number): Promise<Link[]> {
  return Promise.all(Array.from({ length: count }, () => open(target, script)));
}

async function measure({ target, task }: Job): Promise<number[]> {
  await using opened = new AsyncDisposableStack();
  if (task.kind === "flood") {
    const links = await openAll(target, scriptOf(task), task.terminals);
    for (const link of links) opened.use(link);
    const took = await Promise.all(links.map((link) => measureFlood(link, task.bytes)));
    return [Math.max(...took)];
  }
  const beside = task.kind === "echo" ? task.beside : 0;
  for (const flood of await openAll(target, "exec yes 'a line of a build that goes on and on'", beside)) {
    opened.use(flood).listen(() => undefined);
  }
  if (beside > 0) await delay(FLOODED_MS);
  const link = opened.use(await open(target, scriptOf(task), task.kind === "interrupt" ? "screen" : "bytes"));
  const times = task.kind === "interrupt" ? measureInterrupt(link, task.samples) : measureEcho(link, task.samples);
  return await times;
}

const times = await measure(Job.parse(JSON.parse(process.argv[2] ?? "null")));
process.stdout.write(`${JSON.stringify(times)}\n`);
