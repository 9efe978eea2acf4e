import { Job } from "./job.ts";
import type { Link } from "./link.ts";
import { measureEcho, measureFlood } from "./measure.ts";

/** The program in the terminal, the same on both sides. */
function scriptOf(task: Job["task"]): string {
  const mode = task.mode === "raw" ? "stty raw -echo" : "stty -echo";
  if (task.kind === "flood") return `${mode}; printf R; read -r start; exec cat '${task.file}'`;
  return task.mode === "raw" ? "stty raw -echo; printf R; exec cat" : "printf R; exec cat";
}

/** Loads only what this side needs: the bare client must not pay for the SDK. */
async function open(target: Job["target"], script: string): Promise<Link> {
  if (target.kind === "bare") return (await import("./bare-link.ts")).bareLink(target.url, script);
  return (await import("./attach-link.ts")).attachLink(target.url, target.account, script);
}

const { target, task } = Job.parse(JSON.parse(process.argv[2] ?? "null"));
{
  await using link = await open(target, scriptOf(task));
  const times = task.kind === "flood" ? [await measureFlood(link, task.bytes)] : await measureEcho(link, task.samples);
  process.stdout.write(`${JSON.stringify(times)}\n`);
}
