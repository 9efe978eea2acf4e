import type { AuditEntry } from "@pilothouse/contracts";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { sentenceOf } from "../api/fault.ts";
import { api } from "../api/query.ts";
import { exactTime } from "../time/relative.ts";
import { Button, buttonClass } from "../ui/button.tsx";
import { Dialog, DialogActions } from "../ui/dialog.tsx";
import { Notice } from "../ui/notice.tsx";
import { actionWords } from "./action-words.ts";
import { CopiedId } from "./copied-id.tsx";
import { FactsTable } from "./facts-table.tsx";
import { ResultMark } from "./result-mark.tsx";
import { type Names, whoWords } from "./who-words.ts";

interface EntryDialogProps {
  seq: number;
  names: Names;
  onClose: () => void;
}

/** All that is known of one entry. */
export function EntryDialog({ seq, names, onClose }: EntryDialogProps): ReactNode {
  const found = useQuery(api.audit.list.queryOptions({ cursor: seq + 1, limit: 1 }, { staleTime: Infinity }));
  const entry = found.data?.entries.find((one) => one.seq === seq);
  return (
    <Dialog title={`Entry ${seq}`} open wide onClose={onClose}>
      {found.isError && <Notice>{sentenceOf(found.error)}</Notice>}
      {found.isPending && <p className="text-ink-faint">Loading…</p>}
      {found.isSuccess && !entry && <Notice>There is no entry {seq}.</Notice>}
      {entry && <Entry entry={entry} names={names} />}
      <DialogActions>
        {entry && <Around entry={entry} />}
        <Button onClick={onClose}>Close entry</Button>
      </DialogActions>
    </Dialog>
  );
}

function Entry({ entry, names }: { entry: AuditEntry; names: Names }): ReactNode {
  const { at, action, actor, onBehalfOf, address, requestId, target, result, hash } = entry;
  const facts: readonly (readonly [string, ReactNode])[] = [
    ["What", actionWords(action)],
    ["Procedure", <code key="action">{action}</code>],
    ["Result", <ResultMark key="result" result={result} />],
    ["When", exactTime(at)],
    ["Who", <Who key="who" words={whoWords(entry, names)} id={actor.split(":")[1]} />],
    ["On behalf of", onBehalfOf && <Who words={names.get(onBehalfOf) ?? "A user"} id={onBehalfOf} />],
    ["From", address && <code>{address}</code>],
    ["Request", requestId && <CopiedId id={requestId} what="request id" />],
    ["About", target && <Who words={names.get(target)} id={target} />],
    ["Seal", <CopiedId key="hash" id={hash} what="hash" />],
  ];
  return (
    <>
      <dl className="mb-5 grid grid-cols-[7rem_1fr] gap-y-1.5">
        {facts.map(
          ([name, value]) =>
            value !== null && (
              <div key={name} className="contents">
                <dt className="text-ink-soft">{name}</dt>
                <dd className="min-w-0 wrap-anywhere">{value}</dd>
              </div>
            ),
        )}
      </dl>
      <h3 className="mb-1 font-semibold">What was written down</h3>
      <FactsTable entry={entry} />
    </>
  );
}

function Who({ words, id }: { words: string | undefined; id: string | undefined }): ReactNode {
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2">
      {words}
      {id !== undefined && <CopiedId id={id} what="id" />}
    </span>
  );
}

/** Leads to what else the same one did, and to what else was done to the same. */
function Around({ entry: { actor, onBehalfOf, target } }: { entry: AuditEntry }): ReactNode {
  const who = onBehalfOf ?? actor.split(":").at(-1);
  return (
    <>
      {who !== undefined && (
        <Link to="/admin/audit" search={{ actor: who }} className={buttonClass("quiet")}>
          All they did
        </Link>
      )}
      {target !== null && (
        <Link to="/admin/audit" search={{ target }} className={buttonClass("quiet")}>
          All about it
        </Link>
      )}
    </>
  );
}
