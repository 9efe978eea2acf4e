import type { ActivityReport } from "@pilothouse/contracts";
import type { ReactNode } from "react";
import { cx } from "../ui/cx.ts";
import { type Heat, heatRows, weekdayName } from "./heat.ts";

const SHADES: Readonly<Record<Heat, string>> = {
  0: "text-ink-faint",
  1: "bg-accent/10",
  2: "bg-accent/20",
  3: "bg-accent/30",
  4: "bg-accent/40",
};

/** When people write prompts: a week of hours, with the numbers in it. */
export function HeatTable({ hours }: { hours: ActivityReport["hours"] }): ReactNode {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className="relative overflow-x-auto p-3" aria-label="Prompts by weekday and hour, scrolls sideways" tabIndex={0}>
      <table className="w-full min-w-3xl table-fixed text-xs" aria-label="Prompts by weekday and hour">
        <thead className="text-ink-faint">
          <tr>
            <th scope="col" className="w-12 text-left font-normal">
              <span className="sr-only">Day</span>
            </th>
            {Array.from({ length: 24 }, (_, hour) => (
              <th key={hour} scope="col" className="font-normal tabular-nums">
                {hour}
                <span className="sr-only"> o'clock</span>
              </th>
            ))}
            <th scope="col" className="w-12 text-right font-normal">
              All
            </th>
          </tr>
        </thead>
        <tbody>
          {heatRows(hours).map(({ weekday, prompts, cells }) => (
            <tr key={weekday}>
              <th scope="row" className="text-left font-normal text-ink-soft">
                <span aria-hidden>{weekdayName(weekday, "short")}</span>
                <span className="sr-only">{weekdayName(weekday, "long")}</span>
              </th>
              {cells.map(({ hour, prompts: here, heat }) => (
                <td key={hour} className={cx("h-7 border border-panel text-center tabular-nums", SHADES[heat])}>
                  {here === 0 ? "·" : here}
                </td>
              ))}
              <td className="text-right font-medium tabular-nums">{prompts}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
