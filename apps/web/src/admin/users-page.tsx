import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { UserPlus } from "lucide-react";
import { type ReactNode, useState } from "react";
import { api } from "../api/query.ts";
import { useUser } from "../session/use-user.ts";
import { Button } from "../ui/button.tsx";
import { FailureFace, SkeletonRows } from "../ui/faces.tsx";
import { Page } from "../ui/page.tsx";
import { AddUserDialog } from "./add-user-dialog.tsx";
import { InvitationsPanel } from "./invitations-panel.tsx";
import { UserDialog } from "./user-dialog.tsx";
import { UserRow } from "./user-row.tsx";

const route = getRouteApi("/app/admin/users");

/** Who may sign in. */
export function UsersPage(): ReactNode {
  const users = useQuery(api.users.list.queryOptions());
  const me = useUser();
  const { user: open } = route.useSearch();
  const navigate = route.useNavigate();
  const [adding, setAdding] = useState(false);
  return (
    <Page
      title="Users"
      lead="Who may sign in to this server. Everyone sees only their own terminals and those of their teams."
      actions={
        users.isSuccess && (
          <Button tone="primary" onClick={() => setAdding(true)}>
            <UserPlus size={15} aria-hidden />
            Add user
          </Button>
        )
      }
    >
      <div className="overflow-hidden rounded border border-line bg-panel">
        {users.isPending && <SkeletonRows what="users" />}
        {users.isError && !users.data && <FailureFace error={users.error} what="users" onRetry={() => void users.refetch()} />}
        {users.data && (
          <ul aria-label="Users">
            {users.data.map((user) => (
              <UserRow key={user.id} user={user} isMe={user.id === me?.id} />
            ))}
          </ul>
        )}
      </div>
      {users.data && <InvitationsPanel users={users.data} />}
      {adding && <AddUserDialog onClose={() => setAdding(false)} />}
      {open !== undefined && <UserDialog id={open} isMe={open === me?.id} onClose={() => void navigate({ search: {} })} />}
    </Page>
  );
}
