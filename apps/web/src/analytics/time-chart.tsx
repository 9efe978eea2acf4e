import { type ReactNode, useEffect, useRef } from "react";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { whenLooksChange } from "../preferences/theme.ts";

export interface Bars {
  /** One for each label; `null`: not known, and not drawn. */
  readonly values: readonly (number | null)[];
  readonly colour: "--accent" | "--line-strong";
}

export interface TimeChartProps {
  labels: readonly string[];
  /** Drawn one over the other, so the higher ones first. Keep them and `labels` the same while nothing changes. */
  bars: readonly Bars[];
  /** A value of the axis in words. */
  format: (value: number) => string;
  /** Which bar the pointer is over; `null`: none. */
  onPoint: (index: number | null) => void;
}

const HEIGHT = 176;
const FONT = "12px system-ui, sans-serif";
const bars = uPlot.paths.bars?.({ size: [0.7, 48] });

/** Bars over time. It is for those who see it: a table has to say the same. */
export function TimeChart({ labels, bars: drawn, format, onPoint }: TimeChartProps): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  const told = useRef({ format, onPoint });
  useEffect(() => {
    told.current = { format, onPoint };
  });
  useEffect(() => {
    const target = place.current;
    if (!target) return undefined;
    const data: uPlot.AlignedData = [labels.map((_, index) => index), ...drawn.map(({ values }) => [...values])];
    const chart = new uPlot(
      {
        width: target.clientWidth,
        height: HEIGHT,
        legend: { show: false },
        cursor: { y: false, points: { show: false }, drag: { x: false, y: false } },
        scales: {
          x: { time: false, range: () => [-0.5, labels.length - 0.5] },
          y: { range: (_, __, most) => [0, most > 0 ? most * 1.05 : 1] },
        },
        axes: [
          axis({
            size: 28,
            space: 64,
            incrs: [1, 2, 3, 5, 7, 10, 14, 30, 60],
            values: (_, splits) => splits.map((index) => labels[index] ?? ""),
          }),
          axis({ size: 56, space: 28, values: (_, splits) => splits.map((value) => told.current.format(value)) }),
        ],
        series: [
          {},
          ...drawn.map(({ colour }): uPlot.Series => ({
            fill: () => colourOf(colour),
            width: 0,
            points: { show: false },
            ...(bars && { paths: bars }),
          })),
        ],
        hooks: { setCursor: [({ cursor: { idx } }) => told.current.onPoint(idx ?? null)] },
      },
      data,
      target,
    );
    const resizing = new ResizeObserver(() => chart.setSize({ width: target.clientWidth, height: HEIGHT }));
    resizing.observe(target);
    const stop = whenLooksChange(() => chart.redraw());
    return () => {
      stop();
      resizing.disconnect();
      chart.destroy();
    };
  }, [labels, drawn]);
  return <div ref={place} aria-hidden className="h-44 min-w-0" data-testid="chart" />;
}

function axis(own: uPlot.Axis): uPlot.Axis {
  return {
    font: FONT,
    stroke: () => colourOf("--ink-faint"),
    grid: { stroke: () => colourOf("--line"), width: 1 },
    ticks: { show: false },
    ...own,
  };
}

/** As the theme of now has it: the canvas knows no style sheet. */
function colourOf(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name);
}
