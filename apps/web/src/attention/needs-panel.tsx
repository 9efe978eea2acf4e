import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { Terminal } from "@pilothouse/contracts";
import type { ReactNode } from "react";
import { toast } from "sonner";
import { client } from "../api/client.ts";
import { sentenceOf } from "../api/fault.ts";
import { useMay } from "../session/needs.ts";
import { needOf, plainTitle } from "../terminals/describe.ts";
import { Ago } from "../time/ago.tsx";
import { Button } from "../ui/button.tsx";
import { Panel } from "../ui/page.tsx";
import { useNeeding } from "./use-needing.ts";

/** What needs somebody, the oldest first. Nothing when nothing does. */
export function NeedsPanel(): ReactNode {
  const terminals = useNeeding();
  if (terminals.length === 0) return null;
  return (
    <Panel title="Needs you">
      <ul aria-label="Terminals that need you">
        {terminals.map((terminal) => (
          <NeedRow key={terminal.id} terminal={terminal} />
        ))}
      </ul>
    </Panel>
  );
}

function NeedRow({ terminal: { id, title, attention } }: { terminal: Terminal }): ReactNode {
  const may = useMay();
  const dismiss = useMutation({
    mutationFn: () => client.attention.dismiss.mutate({ id }),
    onError: (error) => toast.error(`Could not put it aside. ${sentenceOf(error)}`),
  });
  if (!attention) return null;
  return (
    <li className="flex min-h-12 items-center gap-3 border-b border-line py-1 pr-2 pl-3 last:border-0" data-testid="need">
      <Link to="/terminals/$id" params={{ id }} className="min-w-0 flex-1">
        <span className="block truncate font-medium">{plainTitle(title)}</span>
        <span className="block truncate text-xs text-amber">{needOf(attention)}</span>
      </Link>
      <span className="text-xs text-ink-soft">
        <Ago at={attention.since} />
      </span>
      {may("attention.dismiss") && (
        <Button onClick={() => dismiss.mutate()}>
          Put aside<span className="sr-only"> {plainTitle(title)}</span>
        </Button>
      )}
    </li>
  );
}
