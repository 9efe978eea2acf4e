import type { AuditEntry } from "@pilothouse/contracts";
import type { ReactNode } from "react";
import { diffFacts } from "./facts-diff.ts";

/** What was, and what is, beside each other. */
export function FactsTable({ entry }: { entry: AuditEntry }): ReactNode {
  const facts = diffFacts(entry);
  if (facts.length === 0) return <p className="text-ink-faint">Nothing more was written down.</p>;
  const both = entry.before !== null && entry.after !== null;
  return (
    <table className="w-full table-fixed border-collapse text-left">
      <thead className="text-xs text-ink-faint">
        <tr>
          <th className="w-1/4 py-1 pr-3 font-normal">Fact</th>
          {entry.before !== null && <th className="py-1 pr-3 font-normal">Before</th>}
          {entry.after !== null && <th className="py-1 font-normal">{both ? "After" : "Value"}</th>}
        </tr>
      </thead>
      <tbody>
        {facts.map((fact) => (
          <tr key={fact.name} className="border-t border-line align-top">
            <th scope="row" className="py-1 pr-3 font-normal wrap-anywhere text-ink-soft">
              {fact.name}
            </th>
            {entry.before !== null && <Side text={fact.before} marked={both && fact.changed} gone />}
            {entry.after !== null && <Side text={fact.after} marked={both && fact.changed} />}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface SideProps {
  text: string | null;
  marked: boolean;
  gone?: boolean;
}

function Side({ text, marked, gone = false }: SideProps): ReactNode {
  if (text === null) return <td className="py-1 pr-3 text-ink-faint">not there</td>;
  const Mark = gone ? "del" : "ins";
  return (
    <td className="py-1 pr-3 font-mono text-xs wrap-anywhere">
      {marked ? <Mark className={gone ? "text-red" : "font-semibold text-green no-underline"}>{text}</Mark> : <span>{text}</span>}
    </td>
  );
}
