import { useQuery } from "@tanstack/react-query";
import { KeyRound, Plus } from "lucide-react";
import { type ReactNode, useState } from "react";
import { api } from "../api/query.ts";
import { Button } from "../ui/button.tsx";
import { Face, FailureFace, SkeletonRows } from "../ui/faces.tsx";
import { Panel } from "../ui/page.tsx";
import { CreateTokenDialog } from "./create-token-dialog.tsx";
import { TokenRow } from "./token-row.tsx";

/** The API tokens of this person's scripts. */
export function TokenSettings(): ReactNode {
  const tokens = useQuery(api.tokens.list.queryOptions());
  const [creating, setCreating] = useState(false);
  const create = (
    <Button onClick={() => setCreating(true)}>
      <Plus size={14} aria-hidden />
      New token
    </Button>
  );
  return (
    <Panel title="API tokens" aside={tokens.data && tokens.data.length > 0 && create}>
      {tokens.isPending && <SkeletonRows rows={2} what="API tokens" />}
      {tokens.isError && !tokens.data && (
        <FailureFace error={tokens.error} what="your API tokens" onRetry={() => void tokens.refetch()} />
      )}
      {tokens.data?.length === 0 && (
        <Face icon={KeyRound} title="No API tokens" action={create}>
          <p>A token lets a script or the command line work as you, without your password.</p>
        </Face>
      )}
      {tokens.data && tokens.data.length > 0 && (
        <ul aria-label="API tokens">
          {tokens.data.map((token) => (
            <TokenRow key={token.id} token={token} />
          ))}
        </ul>
      )}
      {creating && <CreateTokenDialog onClose={() => setCreating(false)} />}
    </Panel>
  );
}
