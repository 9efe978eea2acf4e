import { useQuery } from "@tanstack/react-query";
import { KeyRound, LockKeyhole, Plus } from "lucide-react";
import { type ReactNode, useState } from "react";
import { api } from "../api/query.ts";
import { useMay } from "../session/needs.ts";
import { Button } from "../ui/button.tsx";
import { Face, FailureFace, SkeletonRows } from "../ui/faces.tsx";
import { Panel } from "../ui/page.tsx";
import { KeyDialog } from "./key-dialog.tsx";
import { KeyRow } from "./key-row.tsx";
import { RotateVaultButton } from "./rotate-vault-button.tsx";

/** One's keys of other services, which terminals get by name. */
export function VaultSettings(): ReactNode {
  const keys = useQuery(api.apiKeys.list.queryOptions());
  const status = useQuery(api.vault.status.queryOptions());
  const [adding, setAdding] = useState(false);
  const may = useMay();
  const locked = status.data?.locked ?? null;
  const add = may("apiKeys.create") && locked === null && (
    <Button onClick={() => setAdding(true)}>
      <Plus size={14} aria-hidden />
      Add key
    </Button>
  );
  const aside = (
    <span className="flex flex-wrap justify-end gap-2">
      {may("vault.rotate") && locked === null && <RotateVaultButton />}
      {keys.data && keys.data.length > 0 && add}
    </span>
  );
  return (
    <Panel title="Keys for terminals" aside={aside}>
      {locked !== null && <Locked why={locked} />}
      {keys.isPending && <SkeletonRows rows={2} what="your keys" />}
      {keys.isError && !keys.data && <FailureFace error={keys.error} what="your keys" onRetry={() => void keys.refetch()} />}
      {keys.data?.length === 0 && (
        <Face icon={KeyRound} title="No keys" action={add}>
          <p>
            A key of another service, such as a model provider, is sealed here and given by name to the terminals you choose: no
            other one has it, and nothing shows it again.
          </p>
        </Face>
      )}
      {keys.data && keys.data.length > 0 && (
        <ul aria-label="Keys for terminals">
          {keys.data.map((known) => (
            <KeyRow key={known.id} known={known} />
          ))}
        </ul>
      )}
      {adding && <KeyDialog onClose={() => setAdding(false)} />}
    </Panel>
  );
}

/** Why no key can be read or kept, and what goes on all the same. */
function Locked({ why }: { why: string }): ReactNode {
  const sentence = why.charAt(0).toUpperCase() + why.slice(1);
  return (
    <div role="alert" className="flex items-start gap-2 border-b border-line bg-amber-soft px-3 py-2 text-amber">
      <LockKeyhole size={15} className="mt-0.5 shrink-0" aria-hidden />
      <p>
        {sentence}. Until then no key can be added and no terminal gets one; keys can be listed and deleted, and everything else
        goes on.
      </p>
    </div>
  );
}
