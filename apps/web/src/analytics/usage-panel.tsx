import type { EventChannel, UsageReport, UsageRow } from "@pilothouse/contracts";
import { ChartColumn } from "lucide-react";
import { type ReactNode, useMemo } from "react";
import { useReadingAnew } from "../events/use-reading-anew.ts";
import { Answered } from "../ui/answered.tsx";
import { Face } from "../ui/faces.tsx";
import { FoldOut } from "../ui/fold-out.tsx";
import { Panel } from "../ui/page.tsx";
import { exactTokens, formatTokens, tokensOf } from "../words/format-tokens.ts";
import { formatCost, formatUsd } from "../words/format-usd.ts";
import type { Asked } from "./analytics-search.ts";
import { ChartFigure } from "./chart-figure.tsx";
import { type ConversationsFilter, ConversationsLink } from "./conversations-link.tsx";
import { groupFor, type Slot, slotsOf, type TimeGroup } from "./slots.ts";
import { TotalFigures } from "./total-figures.tsx";
import { UsageTable } from "./usage-table.tsx";
import { useUsage } from "./use-usage.ts";

const CHANNELS: readonly EventChannel[] = ["conversations"];
/** While agents write, sums are made anew so often at most, in milliseconds. */
const PAUSE_MS = 5_000;

interface UsagePanelProps {
  asked: Asked;
  /** What is looked at, for links to its conversations. */
  filter: ConversationsFilter;
}

/** What was spent in all, and by and by. */
export function UsagePanel({ asked, filter }: UsagePanelProps): ReactNode {
  const group = groupFor(asked);
  const usage = useUsage(asked, group);
  useReadingAnew(CHANNELS, usage.refetch, PAUSE_MS);
  return (
    <Panel
      title="Spend and tokens"
      aside={
        <ConversationsLink aside filter={filter}>
          Conversations
        </ConversationsLink>
      }
    >
      <Answered query={usage} what="what was spent" rows={6}>
        {(report) =>
          report.total.requests === 0 ? (
            <NothingUsed />
          ) : (
            <>
              <TotalFigures total={report.total} />
              <UsageCharts report={report} group={group} asked={asked} filter={filter} />
            </>
          )
        }
      </Answered>
    </Panel>
  );
}

function NothingUsed(): ReactNode {
  return (
    <Face icon={ChartColumn} title="No model was asked in this period">
      <p>Agents write down what they ask models for. It is told here as soon as they do: choose another period, or start one.</p>
    </Face>
  );
}

interface UsageChartsProps extends UsagePanelProps {
  report: UsageReport;
  group: TimeGroup;
}

function UsageCharts({ report, group, asked, filter }: UsageChartsProps): ReactNode {
  const { from, to } = asked;
  const slots = useMemo(
    () => slotsOf(report.rows, group, { ...(from !== undefined && { from }), ...(to !== undefined && { to }) }),
    [report, group, from, to],
  );
  const labels = useMemo(() => slots.map(({ label }) => label), [slots]);
  const spend = useMemo(() => [{ values: valuesOf(slots, ({ costUsd }) => costUsd), colour: "--accent" as const }], [slots]);
  const tokens = useMemo(
    () => [
      { values: valuesOf(slots, tokensOf), colour: "--line-strong" as const },
      { values: valuesOf(slots, (row) => tokensOf(row) - row.cacheRead), colour: "--accent" as const },
    ],
    [slots],
  );
  const { total } = report;
  return (
    <>
      <div className="grid gap-x-2 border-t border-line lg:grid-cols-2">
        <ChartFigure
          title={`Spend by ${group}`}
          labels={labels}
          bars={spend}
          format={axisUsd}
          say={(index) => saySlot(index, slots, formatCost) ?? formatCost(total)}
        />
        <ChartFigure
          title={`Tokens by ${group}`}
          labels={labels}
          bars={tokens}
          format={formatTokens}
          legend={<TokensLegend />}
          say={(index) => saySlot(index, slots, (row) => formatTokens(tokensOf(row))) ?? exactTokens(tokensOf(total))}
        />
      </div>
      <FoldOut label={`Spend and tokens by ${group}, as a table`}>
        <UsageTable
          label={`Spend and tokens by ${group}`}
          group={group}
          slots={slots}
          unknown={report.rows.find(({ key }) => key === "unknown")}
          filter={filter}
        />
      </FoldOut>
    </>
  );
}

function TokensLegend(): ReactNode {
  return (
    <span className="flex gap-3 text-xs text-ink-soft" aria-hidden>
      <span className="inline-flex items-center gap-1">
        <span className="size-2 bg-line-strong" /> read from a cache
      </span>
      <span className="inline-flex items-center gap-1">
        <span className="size-2 bg-accent" /> all other
      </span>
    </span>
  );
}

function valuesOf(slots: readonly Slot<UsageRow>[], value: (row: UsageRow) => number | null): (number | null)[] {
  return slots.map(({ row }) => (row ? value(row) : 0));
}

function saySlot(index: number | null, slots: readonly Slot<UsageRow>[], words: (row: UsageRow) => string): string | null {
  const slot = index === null ? undefined : slots[index];
  return slot ? `${slot.label}: ${slot.row ? words(slot.row) : "nothing"}` : null;
}

/** Fewer digits than where there is room: an axis has round numbers. */
function axisUsd(usd: number): string {
  return Number.isInteger(usd) ? `$${formatTokens(usd)}` : formatUsd(usd);
}
