import type { RunnerGeneration } from "@pilothouse/contracts";
import type { ReactNode } from "react";
import { Ago } from "../time/ago.tsx";
import { cx } from "../ui/cx.ts";

const CELL = "px-3 py-2 text-left";
/** On a phone the state, the terminals and the age say enough. */
const WIDE = "max-sm:hidden";

/** What the columns of `GenerationRow` are. */
export function GenerationHead(): ReactNode {
  return (
    <thead className="border-b border-line text-xs text-ink-faint">
      <tr>
        <th className={cx(CELL, "font-normal")}>State</th>
        <th className={cx(CELL, "text-right font-normal")}>Live terminals</th>
        <th className={cx(CELL, "font-normal")}>Started</th>
        <th className={cx(CELL, WIDE, "font-normal")}>Version</th>
        <th className={cx(CELL, WIDE, "font-normal")}>Build</th>
        <th className={cx(CELL, WIDE, "text-right font-normal")}>Process</th>
      </tr>
    </thead>
  );
}

/** One process that owns terminals, and whether it takes new ones. */
export function GenerationRow({ generation }: { generation: RunnerGeneration }): ReactNode {
  const { state, liveTerminals, startedAt, version, build, pid } = generation;
  const accepting = state === "accepting";
  return (
    <tr className="border-b border-line last:border-0">
      <td className={CELL}>
        <div className="font-medium">{accepting ? "Takes new terminals" : "Replaced"}</div>
        {!accepting && <div className="text-xs text-ink-faint">Leaves when its last terminal ends</div>}
      </td>
      <td className={cx(CELL, "text-right font-mono tabular-nums")}>{liveTerminals}</td>
      <td className={cx(CELL, "text-ink-soft")}>{startedAt === null ? "Unknown" : <Ago at={startedAt} />}</td>
      <td className={cx(CELL, WIDE, "font-mono")}>{version}</td>
      <td className={cx(CELL, WIDE, "font-mono")}>{build}</td>
      <td className={cx(CELL, WIDE, "text-right font-mono tabular-nums")}>{pid}</td>
    </tr>
  );
}
