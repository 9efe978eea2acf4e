import type { UsageRow } from "@pilothouse/contracts";
import type { ReactNode } from "react";
import { Cell, type Column, Row, Table } from "../ui/table.tsx";
import { exactTokens, formatTokens } from "../words/format-tokens.ts";
import { formatCost, unpricedWords } from "../words/format-usd.ts";
import { type ConversationsFilter, ConversationsLink } from "./conversations-link.tsx";
import type { Slot, TimeGroup } from "./slots.ts";

const GROUP_NAMES: Readonly<Record<TimeGroup, string>> = { hour: "Hour", day: "Day", week: "Week from", month: "Month" };

interface UsageTableProps {
  label: string;
  group: TimeGroup;
  slots: readonly Slot<UsageRow>[];
  /** What the transcripts have no time of. */
  unknown: UsageRow | undefined;
  filter: ConversationsFilter;
}

/** The numbers of the charts, the newest first; each leads to its conversations. */
export function UsageTable({ label, group, slots, unknown, filter }: UsageTableProps): ReactNode {
  const columns: Column[] = [
    { name: GROUP_NAMES[group] },
    { name: "Spend", number: true },
    { name: "Input", number: true },
    { name: "Output", number: true },
    { name: "Cache written", number: true },
    { name: "Cache read", number: true },
    { name: "Requests", number: true },
  ];
  const used = slots.filter(({ row }) => row !== null).toReversed();
  return (
    <Table label={label} columns={columns}>
      {used.map(({ key, label: name, from, to, row }) => (
        <Row key={key}>
          <Cell head>
            <ConversationsLink filter={{ ...filter, from, to }}>{name}</ConversationsLink>
          </Cell>
          {row && <SpentCells row={row} />}
        </Row>
      ))}
      {unknown && (
        <Row>
          <Cell head>At an unknown time</Cell>
          <SpentCells row={unknown} />
        </Row>
      )}
    </Table>
  );
}

function SpentCells({ row }: { row: UsageRow }): ReactNode {
  const { input, output, cacheWrite5m, cacheWrite1h, cacheRead, requests, unpricedRequests } = row;
  return (
    <>
      <Cell number title={unpricedWords(unpricedRequests) ?? undefined}>
        {formatCost(row)}
      </Cell>
      <TokenCell tokens={input} />
      <TokenCell tokens={output} />
      <TokenCell tokens={cacheWrite5m + cacheWrite1h} />
      <TokenCell tokens={cacheRead} />
      <Cell number>{requests.toLocaleString("en-US")}</Cell>
    </>
  );
}

function TokenCell({ tokens }: { tokens: number }): ReactNode {
  return (
    <Cell number title={exactTokens(tokens)}>
      {formatTokens(tokens)}
    </Cell>
  );
}
