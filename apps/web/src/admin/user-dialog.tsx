import type { UserDetails } from "@pilothouse/contracts";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { api } from "../api/query.ts";
import { LoginRow } from "../settings/login-row.tsx";
import { Ago } from "../time/ago.tsx";
import { Button, buttonClass } from "../ui/button.tsx";
import { Dialog, DialogActions } from "../ui/dialog.tsx";
import { FailureFace } from "../ui/faces.tsx";
import { ResetLink } from "./reset-link.tsx";
import { ResetSecondFactorButton } from "./reset-second-factor-button.tsx";
import { ROLE_WORDS } from "./role-words.ts";
import { RunningOf } from "./running-of.tsx";

interface UserDialogProps {
  id: string;
  isMe: boolean;
  onClose: () => void;
}

/** All that an administrator sees of a user: where they are signed in, what runs of theirs, and what can be done. */
export function UserDialog({ id, isMe, onClose }: UserDialogProps): ReactNode {
  const found = useQuery(api.users.get.queryOptions({ id }, { staleTime: 0 }));
  const user = found.data;
  return (
    <Dialog title={user?.name ?? "User"} open wide onClose={onClose}>
      {found.isPending && <p className="text-ink-faint">Loading…</p>}
      {found.isError && !user && <FailureFace error={found.error} what="this user" onRetry={() => void found.refetch()} />}
      {user && (
        <>
          <Facts user={user} />
          <h3 className="mt-5 mb-2 font-semibold">Signed in on</h3>
          <Logins id={id} />
          <h3 className="mt-5 mb-2 font-semibold">Running terminals</h3>
          <RunningOf user={user} />
          {!isMe && !user.disabled && <HelpSigningIn user={user} />}
        </>
      )}
      <DialogActions>
        <Link to="/admin/audit" search={{ actor: id }} className={buttonClass("quiet")}>
          What they did
        </Link>
        <Button onClick={onClose}>Close details</Button>
      </DialogActions>
    </Dialog>
  );
}

function Facts({ user: { email, role, disabled, createdAt, lastSeenAt } }: { user: UserDetails }): ReactNode {
  return (
    <dl className="grid grid-cols-[7rem_1fr] gap-y-1.5">
      <dt className="text-ink-soft">E-mail</dt>
      <dd className="min-w-0 wrap-anywhere">{email}</dd>
      <dt className="text-ink-soft">Role</dt>
      <dd>{ROLE_WORDS[role]}</dd>
      <dt className="text-ink-soft">May sign in</dt>
      <dd>{disabled ? "No, disabled" : "Yes"}</dd>
      <dt className="text-ink-soft">Added</dt>
      <dd>
        <Ago at={createdAt} />
      </dd>
      <dt className="text-ink-soft">Last seen</dt>
      <dd>{lastSeenAt === null ? "Never" : <Ago at={lastSeenAt} />}</dd>
    </dl>
  );
}

/** For who has lost a password or a device. */
function HelpSigningIn({ user }: { user: UserDetails }): ReactNode {
  return (
    <section aria-label="Help with signing in">
      <h3 className="mt-5 mb-2 font-semibold">Help with signing in</h3>
      <ResetLink user={user} />
      <div className="mt-2">
        <ResetSecondFactorButton user={user} />
      </div>
    </section>
  );
}

function Logins({ id }: { id: string }): ReactNode {
  const logins = useQuery(api.auth.logins.list.queryOptions({ userId: id }, { staleTime: 0 }));
  if (logins.isError) return <FailureFace error={logins.error} what="their devices" onRetry={() => void logins.refetch()} />;
  if (!logins.data) return <p className="text-ink-faint">Loading…</p>;
  if (logins.data.length === 0) return <p className="text-ink-faint">Nowhere.</p>;
  return (
    <ul aria-label="Signed in on" className="rounded border border-line">
      {logins.data.map((login) => (
        <LoginRow key={login.id} login={login} />
      ))}
    </ul>
  );
}
