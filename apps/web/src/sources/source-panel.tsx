import type { Source, Team, User } from "@pilothouse/contracts";
import type { ReactNode } from "react";
import { formatBytes } from "../surface/bytes.ts";
import { plainTitle } from "../terminals/describe.ts";
import { Ago } from "../time/ago.tsx";
import { FoldOut } from "../ui/fold-out.tsx";
import { Panel } from "../ui/page.tsx";
import { StateMark } from "../ui/state-mark.tsx";
import { Cell, Row, Table } from "../ui/table.tsx";
import { AGENT_WORDS } from "../conversations/words.ts";
import { OwnerChoice } from "./owner-choice.tsx";
import { isReading, sizeWords, sourceState } from "./source-words.ts";

interface SourcePanelProps {
  source: Source;
  users: readonly User[];
  teams: readonly Team[];
}

/** One folder: whose it is, how far it is read, and what could not be understood. */
export function SourcePanel({ source, users, teams }: SourcePanelProps): ReactNode {
  const { agent, path, message, unknownKinds } = source;
  return (
    <Panel title={`${AGENT_WORDS[agent]}: ${plainTitle(path)}`} aside={<StateMark state={sourceState(source)} words />}>
      <div className="flex flex-col gap-3 p-3">
        {message !== null && <p className="text-amber first-letter:uppercase">{message}</p>}
        <p className="text-ink-soft tabular-nums">{sizeWords(source)}</p>
        {isReading(source) && <Progress source={source} />}
        <BadLines source={source} />
        <div className="max-w-md">
          <OwnerChoice source={source} users={users} teams={teams} />
        </div>
      </div>
      {unknownKinds.length > 0 && (
        <FoldOut label={`Kinds of lines that are not known: ${unknownKinds.length}`}>
          <Table label={`Unknown kinds in ${path}`} columns={[{ name: "Kind" }, { name: "Lines", number: true }]}>
            {unknownKinds.map(({ kind, lines }) => (
              <Row key={kind}>
                <Cell head>
                  <code className="font-mono text-xs">{plainTitle(kind)}</code>
                </Cell>
                <Cell number>{lines.toLocaleString("en-US")}</Cell>
              </Row>
            ))}
          </Table>
        </FoldOut>
      )}
    </Panel>
  );
}

function Progress({ source: { path, bytes, readBytes } }: { source: Source }): ReactNode {
  const words = `${formatBytes(readBytes)} of ${formatBytes(bytes)} read`;
  const percent = Math.floor((readBytes / bytes) * 100);
  return (
    <div>
      <div className="relative h-2 overflow-hidden rounded-sm bg-pressed">
        <progress
          className="absolute opacity-0"
          aria-label={`Read of ${path}`}
          max={bytes}
          value={readBytes}
          aria-valuetext={words}
        />
        <div className="h-full bg-accent" style={{ width: `${percent}%` }} />
      </div>
      <p className="mt-1 text-xs text-ink-soft tabular-nums">
        {words} ({percent} %)
      </p>
    </div>
  );
}

function BadLines({ source: { badLines, lastBadLine } }: { source: Source }): ReactNode {
  if (badLines === 0) return null;
  const count = badLines === 1 ? "1 line could not be read" : `${badLines.toLocaleString("en-US")} lines could not be read`;
  return (
    <p className="wrap-anywhere">
      {count}
      {lastBadLine && (
        <>
          , the last <Ago at={lastBadLine.at} />: {plainTitle(lastBadLine.reason)} in{" "}
          <code className="font-mono text-xs">{plainTitle(lastBadLine.path)}</code> at byte{" "}
          {lastBadLine.offset.toLocaleString("en-US")}
        </>
      )}
      .
    </p>
  );
}
