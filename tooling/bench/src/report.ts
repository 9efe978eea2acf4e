import type { Measured } from "./rounds.ts";
import { median, percentile } from "./statistics.ts";

export interface Row {
  readonly what: string;
  readonly attach: number;
  readonly bare: number;
  /** Attach over bare: above 1 is better for a speed and worse for a time. */
  readonly ratio: number;
  /** What the ratio should reach: at least this for a speed, at most for a time. */
  readonly aim: string;
}

const withRatio = (row: Omit<Row, "ratio">): Row => ({ ...row, ratio: row.attach / row.bare });

/** Megabytes a second, the median of the rounds. */
export function floodRow(measured: Measured, bytes: number, mode: string): Row {
  const speed = (rounds: number[][]) => median(rounds.map(([took = Number.NaN]) => bytes / 1e6 / (took / 1e3)));
  return withRatio({
    what: `throughput ${mode}, MB/s`,
    attach: speed(measured.attach),
    bare: speed(measured.bare),
    aim: ">= 0.9",
  });
}

/** Milliseconds at three percentiles, each the median over the rounds of that round's percentile. */
export function echoRows(measured: Measured, mode: string): Row[] {
  return [
    { share: 0.5, name: "p50", aim: "<= 1.3" },
    { share: 0.95, name: "p95", aim: "<= 1.3" },
    { share: 0.99, name: "p99", aim: "" },
  ].map(({ share, name, aim }) => {
    const at = (rounds: number[][]) => median(rounds.map((times) => percentile(times, share)));
    return withRatio({ what: `echo ${mode} ${name}, ms`, attach: at(measured.attach), bare: at(measured.bare), aim });
  });
}

/** The rows as a table for a terminal. */
export function tableOf(rows: readonly Row[]): string {
  const cells = [
    ["", "Pilothouse", "bare pump", "ratio", "aim"],
    ...rows.map(({ what, attach, bare, ratio, aim }) => [what, digits(attach), digits(bare), ratio.toFixed(2), aim]),
  ];
  const widths = cells[0]?.map((_, column) => Math.max(...cells.map((line) => line[column]?.length ?? 0))) ?? [];
  const pad = (cell: string, column: number) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0));
  return cells.map((line) => line.map(pad).join("  ").trimEnd()).join("\n");
}

const digits = (value: number) => value.toFixed(value < 10 ? 3 : 1);
