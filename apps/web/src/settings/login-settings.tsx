import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { api } from "../api/query.ts";
import { FailureFace, SkeletonRows } from "../ui/faces.tsx";
import { Panel } from "../ui/page.tsx";
import { LoginRow } from "./login-row.tsx";

/** Where this person is signed in. */
export function LoginSettings(): ReactNode {
  const logins = useQuery(api.auth.logins.list.queryOptions({}));
  return (
    <Panel title="Where you are signed in">
      {logins.isPending && <SkeletonRows rows={2} what="where you are signed in" />}
      {logins.isError && !logins.data && (
        <FailureFace error={logins.error} what="where you are signed in" onRetry={() => void logins.refetch()} />
      )}
      {logins.data && (
        <ul aria-label="Where you are signed in">
          {logins.data.map((login) => (
            <LoginRow key={login.id} login={login} />
          ))}
        </ul>
      )}
    </Panel>
  );
}
