import type { UsageRow } from "@pilothouse/contracts";
import type { ReactNode } from "react";
import { plainTitle } from "../terminals/describe.ts";
import { Answered } from "../ui/answered.tsx";
import { Panel } from "../ui/page.tsx";
import { Cell, Row, Table } from "../ui/table.tsx";
import { exactTokens, formatTokens, tokensOf } from "../words/format-tokens.ts";
import { formatCost, unpricedWords } from "../words/format-usd.ts";
import type { Asked } from "./analytics-search.ts";
import { useUsage } from "./use-usage.ts";

interface TopPanelProps {
  /** Such as `Top projects`. */
  title: string;
  /** Of what a row is: `Project`. */
  one: string;
  groupBy: "project" | "model" | "agent" | "conversation";
  asked: Asked;
  /** A row's name, as a link to what it is made of. */
  renderName: (row: UsageRow, name: string) => ReactNode;
}

/** So many are told; the rest is in the last row. */
const MOST = 10;

/** What costs most, by project, model, agent or conversation. */
export function TopPanel({ title, one, groupBy, asked, renderName }: TopPanelProps): ReactNode {
  const usage = useUsage(asked, groupBy, MOST);
  return (
    <Panel title={title}>
      <Answered query={usage} what={title.toLowerCase()} rows={3}>
        {({ rows, total }) =>
          rows.length === 0 ? (
            <p className="px-3 py-4 text-ink-soft">Nothing was used in this period.</p>
          ) : (
            <Table label={title} columns={[{ name: one }, { name: "Tokens", number: true }, { name: "Spend", number: true }]}>
              {rows.map((row) => (
                <TopRow key={row.key} row={row} share={shareOf(row, rows)}>
                  {row.key === "unknown" ? (
                    <span className="text-ink-soft">Unknown</span>
                  ) : (
                    renderName(row, plainTitle(row.label))
                  )}
                </TopRow>
              ))}
              {rows.length > 1 && <TopRow row={{ ...total, key: "", label: "" }}>Total</TopRow>}
            </Table>
          )
        }
      </Answered>
    </Panel>
  );
}

/** Compared with the row that cost most, from 0 to 1. */
function shareOf({ costUsd }: UsageRow, rows: readonly UsageRow[]): number {
  const most = Math.max(...rows.map((row) => row.costUsd ?? 0));
  return most > 0 ? (costUsd ?? 0) / most : 0;
}

interface TopRowProps {
  row: UsageRow;
  /** `undefined`: of all. */
  share?: number;
  children: ReactNode;
}

function TopRow({ row, share, children }: TopRowProps): ReactNode {
  const tokens = tokensOf(row);
  return (
    <Row strong={share === undefined}>
      <Cell head>
        {children}
        {share !== undefined && (
          <span aria-hidden className="mt-1 block h-0.5 bg-accent" style={{ width: `${Math.max(share * 100, 1)}%` }} />
        )}
      </Cell>
      <Cell number title={exactTokens(tokens)}>
        {formatTokens(tokens)}
      </Cell>
      <Cell number title={unpricedWords(row.unpricedRequests) ?? undefined}>
        {formatCost(row)}
      </Cell>
    </Row>
  );
}
