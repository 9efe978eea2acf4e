import type { TerminalInput } from "@pilothouse/contracts";
import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { sentenceOf } from "../api/fault.ts";
import { client } from "../api/client.ts";
import { closeDialog } from "../shell/open-dialog.ts";
import { formatBytes } from "../surface/bytes.ts";
import { Ago } from "../time/ago.tsx";
import { Button } from "../ui/button.tsx";
import { Dialog, DialogActions } from "../ui/dialog.tsx";
import { Notice } from "../ui/notice.tsx";
import { careNotes, limitsWords } from "./care-words.ts";
import { plainTitle } from "./describe.ts";
import { MoveTerminal } from "./move-terminal.tsx";
import { useTerminal } from "./use-terminals.ts";

/** What is known of a terminal beside its screen: its limits, its processes and who wrote to it. */
export function TerminalDetailsDialog({ id }: { id: string }): ReactNode {
  const terminal = useTerminal(id);
  if (!terminal) return null;
  const { command, cwd, pid, care } = terminal;
  const facts = [
    ["Program", command.join(" ")],
    ["Folder", cwd],
    ["Process", pid === null ? "Over" : String(pid)],
    ["Limits", limitsWords(care.limits) ?? "None"],
  ] as const;
  return (
    <Dialog title={`Details of “${plainTitle(terminal.title)}”`} open wide onClose={closeDialog}>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
        {facts.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-ink-faint">{name}</dt>
            <dd className="min-w-0 wrap-anywhere">{value}</dd>
          </div>
        ))}
      </dl>
      {careNotes(terminal).map((note) => (
        <p key={note} className="mt-2 text-amber">
          {note}
        </p>
      ))}
      <MoveTerminal terminal={terminal} />
      <h3 className="mt-5 mb-2 font-semibold">Who wrote to it</h3>
      <Inputs id={id} />
      <DialogActions>
        <Button onClick={closeDialog}>Close details</Button>
      </DialogActions>
    </Dialog>
  );
}

function Inputs({ id }: { id: string }): ReactNode {
  const query = useInfiniteQuery({
    queryKey: ["terminal-inputs", id],
    queryFn: ({ pageParam }) => client.terminals.inputs.query({ id, ...(pageParam > 0 && { cursor: pageParam }) }),
    initialPageParam: 0,
    getNextPageParam: (page) => page.cursor,
    staleTime: 0,
  });
  if (query.isError) return <Notice>{sentenceOf(query.error)}</Notice>;
  if (!query.data) return <p className="text-ink-faint">Loading…</p>;
  const inputs = query.data.pages.flatMap((page) => page.inputs);
  if (inputs.length === 0) return <p className="text-ink-faint">Nobody has written to it.</p>;
  return (
    <>
      <table className="w-full border-collapse text-left tabular-nums">
        <thead className="text-xs text-ink-faint">
          <tr>
            <th className="py-1 pr-3 font-normal">When</th>
            <th className="py-1 pr-3 font-normal">Who</th>
            <th className="py-1 pr-3 text-right font-normal">Bytes</th>
            <th className="py-1 font-normal">What</th>
          </tr>
        </thead>
        <tbody>
          {inputs.map((input) => (
            <InputRow key={input.number} input={input} />
          ))}
        </tbody>
      </table>
      {query.hasNextPage && (
        <Button className="mt-2" busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          Show older
        </Button>
      )}
    </>
  );
}

function InputRow({ input }: { input: TerminalInput }): ReactNode {
  const { at, writer, bytes, masked, text } = input;
  const who = writer ? [writer.name || "Unknown", writer.device].filter((word) => word !== "").join(", ") : "Unknown";
  return (
    <tr className="border-t border-line align-top">
      <td className="py-1 pr-3">
        <Ago at={at} />
      </td>
      <td className="py-1 pr-3">{writer?.via === "token" ? `${who} (API token)` : who}</td>
      <td className="py-1 pr-3 text-right whitespace-nowrap">{formatBytes(bytes)}</td>
      <td className="py-1 font-mono text-xs wrap-anywhere">
        {text ?? <span className="font-sans text-ink-faint">{masked ? "Hidden: not shown on the screen" : "Not kept"}</span>}
      </td>
    </tr>
  );
}
