import type { Job } from "./job.ts";
import { measureIn } from "./processes.ts";

export interface Measured {
  readonly attach: number[][];
  readonly bare: number[][];
}

export interface Targets {
  readonly attach: Job["target"];
  readonly bare: Job["target"];
}

/** Measures both sides `rounds` times in turns, the other one first each time, so that a slow minute hits both. */
export async function measureInTurns(targets: Targets, task: Job["task"], rounds: number): Promise<Measured> {
  const measured: Measured = { attach: [], bare: [] };
  for (let round = 0; round < rounds; round += 1) {
    const order = round % 2 === 0 ? (["bare", "attach"] as const) : (["attach", "bare"] as const);
    for (const side of order) measured[side].push(await measureIn({ target: targets[side], task }));
  }
  return measured;
}
