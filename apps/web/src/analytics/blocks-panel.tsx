import type { UsageBlock } from "@pilothouse/contracts";
import type { ReactNode } from "react";
import { exactTime } from "../time/relative.ts";
import { useNow } from "../time/use-now.ts";
import { Figures } from "../ui/figures.tsx";
import { Panel } from "../ui/page.tsx";
import { Cell, type Column, Row, Table } from "../ui/table.tsx";
import { exactTokens, formatTokens, tokensOf } from "../words/format-tokens.ts";
import { formatCost, formatUsd } from "../words/format-usd.ts";
import { blockWords, leftWords } from "./block-words.ts";

const COLUMNS: readonly Column[] = [
  { name: "Block" },
  { name: "Requests", number: true },
  { name: "Tokens", number: true },
  { name: "Spend", number: true },
];
const MOST = 8;

/** Stretches of five hours, as plans with limits count them. */
export function BlocksPanel({ blocks }: { blocks: readonly UsageBlock[] }): ReactNode {
  const current = blocks.find((block) => block.current);
  return (
    <Panel title="Five-hour blocks" aside={<span className="text-xs text-ink-faint">an estimate of what plans count</span>}>
      {current ? <Current block={current} /> : <p className="px-3 py-4 text-ink-soft">No block is under way.</p>}
      {blocks.length > 0 && (
        <div className="border-t border-line">
          <Table label="Five-hour blocks" columns={COLUMNS}>
            {blocks.slice(0, MOST).map((block) => (
              <BlockRow key={block.from} block={block} />
            ))}
          </Table>
        </div>
      )}
    </Panel>
  );
}

function Current({ block }: { block: UsageBlock }): ReactNode {
  const { spent, to, tokensPerMinute, usdPerHour, forecastTokens, forecastUsd } = block;
  const tokens = tokensOf(spent);
  const now = useNow(60_000);
  return (
    <Figures
      label="The block of now"
      figures={[
        { name: "Block of now", value: blockWords(block), title: exactTime(to), note: leftWords(to, now) },
        { name: "Tokens so far", value: formatTokens(tokens), title: exactTokens(tokens), note: formatCost(spent) },
        {
          name: "Burn rate",
          value: tokensPerMinute === null ? "unknown" : `${formatTokens(tokensPerMinute)}/min`,
          note: usdPerHour === null ? null : `${formatUsd(usdPerHour)} an hour`,
        },
        {
          name: "At its end, at this rate",
          value: forecastTokens === null ? "unknown" : formatTokens(forecastTokens),
          title: forecastTokens === null ? undefined : exactTokens(forecastTokens),
          note: forecastUsd === null ? null : formatUsd(forecastUsd),
        },
      ]}
    />
  );
}

function BlockRow({ block }: { block: UsageBlock }): ReactNode {
  const { from, spent, current } = block;
  const tokens = tokensOf(spent);
  return (
    <Row>
      <Cell head title={exactTime(from)}>
        {new Date(from).toLocaleDateString(undefined, { day: "numeric", month: "short" })}, {blockWords(block)}
        {current && <span className="ml-2 text-accent">now</span>}
      </Cell>
      <Cell number>{spent.requests.toLocaleString("en-US")}</Cell>
      <Cell number title={exactTokens(tokens)}>
        {formatTokens(tokens)}
      </Cell>
      <Cell number>{formatCost(spent)}</Cell>
    </Row>
  );
}
