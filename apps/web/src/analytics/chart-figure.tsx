import { lazy, type ReactNode, Suspense, useState } from "react";
import type { Bars } from "./time-chart.tsx";

const TimeChart = lazy(async () => ({ default: (await import("./time-chart.tsx")).TimeChart }));

interface ChartFigureProps {
  /** Such as `Spend by day`. */
  title: string;
  labels: readonly string[];
  bars: readonly Bars[];
  format: (value: number) => string;
  /** What the chart says of one bar, or of all of them. */
  say: (index: number | null) => string;
  /** What the colours are, where there are several. */
  legend?: ReactNode;
}

/** A chart with its title, and in words what the pointer is over. Its table stands under it. */
export function ChartFigure({ title, labels, bars, format, say, legend }: ChartFigureProps): ReactNode {
  const [pointed, setPointed] = useState<number | null>(null);
  return (
    <figure aria-label={`${title}, as a chart. The table under it has the numbers.`} className="min-w-0 px-3 pt-3 pb-1">
      <figcaption className="mb-1 flex flex-wrap items-baseline gap-x-4">
        <span className="font-medium">{title}</span>
        {legend}
        <span className="ml-auto text-ink-soft tabular-nums" aria-hidden>
          {say(pointed)}
        </span>
      </figcaption>
      <Suspense fallback={<div className="h-44" />}>
        <TimeChart labels={labels} bars={bars} format={format} onPoint={setPointed} />
      </Suspense>
    </figure>
  );
}
