import type { ToolUse } from "@pilothouse/contracts";
import { type ReactNode, useState } from "react";
import { plainTitle } from "../terminals/describe.ts";
import { Button } from "../ui/button.tsx";
import { Cell, type Column, Row, Table } from "../ui/table.tsx";
import { tookWords } from "../time/took.ts";
import { type ConversationsFilter, ConversationsLink } from "./conversations-link.tsx";

const COLUMNS: readonly Column[] = [
  { name: "Tool" },
  { name: "Calls", number: true },
  { name: "Failed", number: true },
  { name: "Denied", number: true, hint: "By a rule" },
  { name: "Refused", number: true, hint: "By the person who was asked" },
  { name: "Median", number: true, hint: "Half of those that ended took no longer" },
  { name: "Slowest", number: true },
];
const FIRST = 12;

interface ToolsTableProps {
  tools: readonly ToolUse[];
  filter: ConversationsFilter;
}

/** How often each tool was called, how that went and how long it took; the most used first. */
export function ToolsTable({ tools, filter }: ToolsTableProps): ReactNode {
  const [all, setAll] = useState(false);
  const sorted = tools.toSorted((one, other) => other.calls - one.calls);
  const shown = all ? sorted : sorted.slice(0, FIRST);
  if (tools.length === 0) return <p className="px-3 py-4 text-ink-soft">No tool was called in this period.</p>;
  return (
    <>
      <Table label="Tools" columns={COLUMNS}>
        {shown.map(({ name, calls, failed, denied, refused, medianMs, slowestMs }) => (
          <Row key={name}>
            <Cell head>
              <ConversationsLink filter={{ ...filter, tool: name }}>{plainTitle(name)}</ConversationsLink>
            </Cell>
            <Cell number>{calls.toLocaleString("en-US")}</Cell>
            {/* A number that is bad news is not told by its colour alone: the column says what it is. */}
            <Cell number>{failed > 0 ? <span className="text-red">{failed.toLocaleString("en-US")}</span> : 0}</Cell>
            <Cell number>{denied.toLocaleString("en-US")}</Cell>
            <Cell number>{refused.toLocaleString("en-US")}</Cell>
            <Cell number>{took(medianMs)}</Cell>
            <Cell number>{took(slowestMs)}</Cell>
          </Row>
        ))}
      </Table>
      {tools.length > FIRST && (
        <div className="border-t border-line p-2">
          <Button tone="quiet" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? `Show the first ${FIRST}` : `Show all ${tools.length} tools`}
          </Button>
        </div>
      )}
    </>
  );
}

/** Nothing is known of what has not ended. */
function took(ms: number | null): string {
  return ms === null ? "—" : tookWords(ms);
}
