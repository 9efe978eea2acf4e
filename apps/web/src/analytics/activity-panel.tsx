import type { ActivityReport } from "@pilothouse/contracts";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type ReactNode, useMemo } from "react";
import { api } from "../api/query.ts";
import { Answered } from "../ui/answered.tsx";
import { FoldOut } from "../ui/fold-out.tsx";
import { Panel } from "../ui/page.tsx";
import { Cell, type Column, Row, Table } from "../ui/table.tsx";
import { formatTokens } from "../words/format-tokens.ts";
import type { Asked } from "./analytics-search.ts";
import { ChartFigure } from "./chart-figure.tsx";
import { type ConversationsFilter, ConversationsLink } from "./conversations-link.tsx";
import { HeatTable } from "./heat-table.tsx";
import { groupFor, slotsOf, type TimeGroup } from "./slots.ts";
import { sumDays } from "./sum-days.ts";
import { REFRESH_MS } from "./use-usage.ts";

interface ActivityPanelProps {
  asked: Asked;
  filter: ConversationsFilter;
}

/** How much went on, and when. */
export function ActivityPanel({ asked, filter }: ActivityPanelProps): ReactNode {
  const activity = useQuery(
    api.analytics.activity.queryOptions(asked, { placeholderData: keepPreviousData, refetchInterval: REFRESH_MS }),
  );
  const group = groupFor(asked);
  return (
    <Panel title="Activity">
      <Answered query={activity} what="what went on">
        {(report) => (
          <>
            {group !== "hour" && <ActivityChart days={report.days} group={group} asked={asked} filter={filter} />}
            <p className="px-3 pt-3 font-medium">Prompts by weekday and hour</p>
            <HeatTable hours={report.hours} />
          </>
        )}
      </Answered>
    </Panel>
  );
}

const NUMBERS: readonly Column[] = ["Prompts", "Answers", "Tool calls", "Failed"].map((name) => ({ name, number: true }));

interface ActivityChartProps extends ActivityPanelProps {
  days: ActivityReport["days"];
  group: Exclude<TimeGroup, "hour">;
}

function ActivityChart({ days, group, asked, filter }: ActivityChartProps): ReactNode {
  const { from, to } = asked;
  const slots = useMemo(
    () => slotsOf(sumDays(days, group), group, { ...(from !== undefined && { from }), ...(to !== undefined && { to }) }),
    [days, group, from, to],
  );
  const labels = useMemo(() => slots.map(({ label }) => label), [slots]);
  const bars = useMemo(() => [{ values: slots.map(({ row }) => row?.prompts ?? 0), colour: "--accent" as const }], [slots]);
  const title = `Prompts by ${group}`;
  const say = (index: number | null): string => {
    const slot = index === null ? undefined : slots[index];
    if (!slot) return countOf(slots.reduce((sum, { row }) => sum + (row?.prompts ?? 0), 0));
    return `${slot.label}: ${countOf(slot.row?.prompts ?? 0)}`;
  };
  return (
    <>
      <ChartFigure title={title} labels={labels} bars={bars} format={formatTokens} say={say} />
      <FoldOut label={`${title}, as a table`}>
        <Table label={title} columns={[{ name: "When" }, ...NUMBERS]}>
          {slots.toReversed().map(
            ({ key, label, from: first, to: last, row }) =>
              row && (
                <Row key={key}>
                  <Cell head>
                    <ConversationsLink filter={{ ...filter, from: first, to: last }}>{label}</ConversationsLink>
                  </Cell>
                  {[row.prompts, row.answers, row.toolCalls, row.toolErrors].map((count, index) => (
                    <Cell key={NUMBERS[index]?.name} number>
                      {count.toLocaleString("en-US")}
                    </Cell>
                  ))}
                </Row>
              ),
          )}
        </Table>
      </FoldOut>
    </>
  );
}

function countOf(prompts: number): string {
  return prompts === 1 ? "1 prompt" : `${prompts.toLocaleString("en-US")} prompts`;
}
