import type { Measured } from "./rounds.ts";
import { median, percentile } from "./statistics.ts";

/** One figure: ours, and the peers' in the same run. */
export interface Row {
  readonly what: string;
  readonly ours: number;
  readonly peers: Readonly<Record<string, number>>;
  /** What it should reach, in words; empty where there is only something to know. */
  readonly aim: string;
}

/** The name of our own column among the targets. */
export const OURS = "Pilothouse";

function rowOf(what: string, aim: string, figures: Readonly<Record<string, number>>): Row {
  const { [OURS]: ours = Number.NaN, ...peers } = figures;
  return { what, ours, peers, aim };
}

const perTarget = (measured: Measured, figure: (rounds: number[][]) => number) =>
  Object.fromEntries(Object.entries(measured).map(([name, rounds]) => [name, figure(rounds)]));

/** Megabytes a second, the median of the rounds. */
export function floodRow(measured: Measured, bytes: number, { what, aim }: { what: string; aim: string }): Row {
  const speed = (rounds: number[][]) => median(rounds.map(([took = Number.NaN]) => bytes / 1e6 / (took / 1e3)));
  return rowOf(`${what}, MB/s`, aim, perTarget(measured, speed));
}

const PERCENTILES = { p50: 0.5, p95: 0.95, p99: 0.99 } as const;

/** Milliseconds at three percentiles, each the median over the rounds of that round's percentile. */
export function timeRows(measured: Measured, what: string, aims: Partial<Record<keyof typeof PERCENTILES, string>>): Row[] {
  const names: readonly (keyof typeof PERCENTILES)[] = ["p50", "p95", "p99"];
  return names.map((name) => {
    const at = (rounds: number[][]) => median(rounds.map((times) => percentile(times, PERCENTILES[name])));
    return rowOf(`${what} ${name}, ms`, aims[name] ?? "", perTarget(measured, at));
  });
}

/** A figure that only we have. */
export function ownRow(what: string, figure: number, aim = ""): Row {
  return { what, ours: figure, peers: {}, aim };
}

/** The rows as a table for a terminal; behind each peer's figure is ours over it. */
export function tableOf(rows: readonly Row[]): string {
  const peers = [...new Set(rows.flatMap((row) => Object.keys(row.peers)))];
  const cells = [
    ["", OURS, ...peers.flatMap((peer) => [peer, "ratio"]), "aim"],
    ...rows.map(({ what, ours, peers: theirs, aim }) => [
      what,
      digits(ours),
      ...peers.flatMap((peer) => ratioCells(ours, theirs[peer])),
      aim,
    ]),
  ];
  const widths = cells[0]?.map((_, column) => Math.max(...cells.map((line) => line[column]?.length ?? 0))) ?? [];
  const pad = (cell: string, column: number) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0));
  return cells.map((line) => line.map(pad).join("  ").trimEnd()).join("\n");
}

const ratioCells = (ours: number, theirs: number | undefined) =>
  theirs === undefined ? ["", ""] : [digits(theirs), (ours / theirs).toFixed(2)];

const digits = (value: number) => value.toFixed(value < 10 ? 3 : 1);
