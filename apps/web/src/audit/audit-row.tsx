import type { AuditEntry } from "@pilothouse/contracts";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Ago } from "../time/ago.tsx";
import { actionWords } from "./action-words.ts";
import type { AuditSearch } from "./audit-search.ts";
import { ResultMark } from "./result-mark.tsx";
import { nameOr, type Names, whoWords } from "./who-words.ts";

interface AuditRowProps {
  entry: AuditEntry;
  names: Names;
  search: AuditSearch;
}

/** Who did what to what, when, and what came of it; leads to the rest. */
export function AuditRow({ entry, names, search }: AuditRowProps): ReactNode {
  const { seq, at, action, target, address, result } = entry;
  return (
    <li className="relative grid min-h-12 grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 border-b border-line px-3 py-1.5 last:border-0 hover:bg-hover sm:grid-cols-[minmax(0,1fr)_6rem_6rem]">
      <div className="min-w-0">
        <Link
          to="/admin/audit"
          search={{ ...search, entry: seq }}
          className="block truncate font-medium after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:rounded focus-visible:after:outline-2 focus-visible:after:outline-accent"
        >
          {actionWords(action)}
        </Link>
        <span className="flex min-w-0 gap-2 text-xs text-ink-faint">
          <span className="truncate text-ink-soft">{whoWords(entry, names)}</span>
          {target !== null && <span className="truncate">about {nameOr(target, names)}</span>}
          {address !== null && <span className="truncate max-sm:hidden">from {address}</span>}
        </span>
      </div>
      <span className="text-xs">
        <ResultMark result={result} />
      </span>
      <span className="text-right text-xs text-ink-soft max-sm:col-span-2 max-sm:text-left">
        <Ago at={at} />
      </span>
    </li>
  );
}
