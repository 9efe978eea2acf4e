import type { Corpus } from "../corpus.ts";
import { floodRow, type Row, timeRows } from "../report.ts";
import { measureInTurns, type Targets } from "../rounds.ts";

export interface Extent {
  readonly rounds: number;
  readonly samples: number;
}

const FLOODS = 8;
const INTERRUPTS = 20;

/** What every way to a terminal can do: output, echo with and without floods beside it, and the end of a flood. */
export async function compared(targets: Targets, corpus: Corpus, { rounds, samples }: Extent): Promise<Row[]> {
  const rows: Row[] = [];
  const mode = "cooked";
  const bytes = corpus.bytes.cooked;
  for (const terminals of [1, FLOODS]) {
    const flood = await measureInTurns(targets, { kind: "flood", mode, file: corpus.file, bytes, terminals }, rounds);
    const aim = terminals === 1 ? ">= 0.9x pump, >= 1.5x ttyd" : "";
    rows.push(floodRow(flood, bytes * terminals, { what: `throughput, ${terminals} at once`, aim }));
  }
  for (const beside of [0, 1, FLOODS]) {
    const echo = await measureInTurns(targets, { kind: "echo", mode, samples, beside }, rounds);
    const [what, aims] = beside === 0 ? ["echo, quiet", { p50: "<= 1.3x pump" }] : [`echo beside ${beside}`, {}];
    rows.push(...timeRows(echo, what, beside === 1 ? { p95: "<= 20 ms" } : aims));
  }
  const interrupt = await measureInTurns(targets, { kind: "interrupt", samples: INTERRUPTS }, rounds);
  rows.push(...timeRows(interrupt, "Ctrl-C under a flood", { p95: "<= 100 ms" }));
  return rows;
}
