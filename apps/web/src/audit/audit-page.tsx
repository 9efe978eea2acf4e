import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { type ReactNode, useMemo } from "react";
import { api } from "../api/query.ts";
import { useUser } from "../session/use-user.ts";
import { Page } from "../ui/page.tsx";
import { AuditFilters } from "./audit-filters.tsx";
import { AuditList } from "./audit-list.tsx";
import { EntryDialog } from "./entry-dialog.tsx";
import { ExportMenu } from "./export-menu.tsx";
import { VerifyPanel } from "./verify-panel.tsx";
import { namesOf } from "./who-words.ts";

const route = getRouteApi("/app/admin/audit");

/** Who did what, and whether the log of it is whole. */
export function AuditPage(): ReactNode {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const admin = useUser()?.role === "admin";
  const users = useQuery(api.users.list.queryOptions(undefined, { enabled: admin }));
  const names = useMemo(() => namesOf(users.data), [users.data]);
  const close = (): void => {
    const { entry: _, ...rest } = search;
    void navigate({ search: rest });
  };
  return (
    <Page
      title="Audit"
      lead="Every sign-in and every change of rights, keys and terminals. Entries are only ever added."
      actions={admin && <ExportMenu search={search} />}
    >
      {admin && <VerifyPanel />}
      {admin && (
        <AuditFilters
          users={users.data ?? []}
          search={search}
          onChange={(next) => void navigate({ search: next, replace: true })}
        />
      )}
      <AuditList search={search} names={names} />
      {search.entry !== undefined && <EntryDialog seq={search.entry} names={names} onClose={close} />}
    </Page>
  );
}
