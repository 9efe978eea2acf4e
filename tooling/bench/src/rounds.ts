import { machineAtRest } from "./at-rest.ts";
import type { JobInput } from "./job.ts";
import { measureIn } from "./processes.ts";

/** What is compared, by the names of its columns. */
export type Targets = Readonly<Record<string, JobInput["target"]>>;

/** The times of each round, by target. */
export type Measured = Readonly<Record<string, number[][]>>;

/**
 * Measures all targets `rounds` times in turns, in the other order each time, so that a slow minute hits all of them, and
 * each on a machine that has come to rest; where that is not to be had, a line on the standard error says so.
 */
export async function measureInTurns(targets: Targets, task: JobInput["task"], rounds: number): Promise<Measured> {
  const measured: Record<string, number[][]> = Object.fromEntries(Object.keys(targets).map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    const sides = round % 2 === 0 ? Object.entries(targets) : Object.entries(targets).reverse();
    for (const [name, target] of sides) {
      if (!(await machineAtRest())) process.stderr.write("the machine does not come to rest; others are at work on it\n");
      measured[name]?.push(await measureIn({ target, task }));
    }
  }
  return measured;
}
