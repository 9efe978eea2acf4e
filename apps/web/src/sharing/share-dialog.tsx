import type { Share } from "@pilothouse/contracts";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useState } from "react";
import { toast } from "sonner";
import { sentenceOf } from "../api/fault.ts";
import { api } from "../api/query.ts";
import { closeDialog } from "../shell/open-dialog.ts";
import { copyText } from "../surface/clipboard.ts";
import { plainTitle, typedNameOf } from "../terminals/describe.ts";
import { useTerminal } from "../terminals/use-terminals.ts";
import { Ago } from "../time/ago.tsx";
import { Button } from "../ui/button.tsx";
import { ConfirmDialog } from "../ui/confirm-dialog.tsx";
import { Dialog, DialogActions } from "../ui/dialog.tsx";
import { SelectField, TextField } from "../ui/field.tsx";
import { formText } from "../ui/form-text.ts";
import { Notice } from "../ui/notice.tsx";

/** Makes links by which people without an account look at a terminal, and ends them. */
export function ShareDialog({ id }: { id: string }): ReactNode {
  const terminal = useTerminal(id);
  const queryClient = useQueryClient();
  const create = useMutation(
    api.terminals.shares.create.mutationOptions({
      onSettled: () => queryClient.invalidateQueries(api.terminals.shares.list.queryFilter()),
    }),
  );
  if (!terminal) return null;
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const kind = formText(form, "kind") === "recording" ? "recording" : "live";
    create.mutate({ terminalId: id, kind, expiresInMinutes: Number(form.get("minutes")) });
  };
  return (
    <Dialog
      title={`Share “${plainTitle(terminal.title)}”`}
      description="Whoever has a link sees this terminal without an account. They can do nothing else: not type, not change its size, not see other terminals."
      open
      wide
      onClose={closeDialog}
    >
      <form onSubmit={submit} className="grid items-end gap-3 sm:grid-cols-[1fr_10rem_auto]">
        <SelectField label="Shows" name="kind" defaultValue="live">
          <option value="live">The screen, and what comes</option>
          <option value="recording">Only what was printed until now</option>
        </SelectField>
        <SelectField label="Ends after" name="minutes" defaultValue="1440">
          <option value="60">1 hour</option>
          <option value="1440">1 day</option>
          <option value="10080">7 days</option>
          <option value="43200">30 days</option>
        </SelectField>
        <Button type="submit" tone="primary" busy={create.isPending}>
          Create link
        </Button>
      </form>
      {create.isError && (
        <div className="mt-3">
          <Notice>{sentenceOf(create.error)}</Notice>
        </div>
      )}
      {create.data && <NewLink key={create.data.share.id} token={create.data.token} />}
      <h3 className="mt-5 mb-2 font-semibold">Links that work</h3>
      <Shares id={id} name={typedNameOf(terminal)} />
      <DialogActions>
        <Button onClick={closeDialog}>Done</Button>
      </DialogActions>
    </Dialog>
  );
}

/** A link that was just made: it is shown here and never again. */
function NewLink({ token }: { token: string }): ReactNode {
  const [copied, setCopied] = useState(false);
  const address = `${location.origin}/s#${token}`;
  return (
    <div className="mt-4 grid items-end gap-3 sm:grid-cols-[1fr_auto]">
      <TextField label="Link" readOnly value={address} className="font-mono" onFocus={(event) => event.currentTarget.select()} />
      <Button tone={copied ? "plain" : "primary"} onClick={() => void copyText(address).then(setCopied)}>
        {copied ? "Copied" : "Copy link"}
      </Button>
      <p className="text-xs text-ink-faint sm:col-span-2">
        Copy it now. It is shown once and cannot be shown again. It ends when you sign out here.
      </p>
    </div>
  );
}

/** How often the number of people who look is asked for. */
const COUNT_AGAIN_MS = 5_000;

function Shares({ id, name }: { id: string; name: string }): ReactNode {
  const shares = useQuery({
    ...api.terminals.shares.list.queryOptions({ terminalId: id }),
    staleTime: 0,
    refetchInterval: COUNT_AGAIN_MS,
  });
  if (shares.isError) return <Notice>{sentenceOf(shares.error)}</Notice>;
  if (!shares.data) return <p className="text-ink-faint">Loading…</p>;
  if (shares.data.length === 0) return <p className="text-ink-faint">No link leads here.</p>;
  return (
    <ul className="rounded border border-line">
      {shares.data.map((share) => (
        <ShareRow key={share.id} share={share} name={name} />
      ))}
    </ul>
  );
}

function ShareRow({ share, name }: { share: Share; name: string }): ReactNode {
  const [asking, setAsking] = useState(false);
  const { id, kind, createdAt, expiresAt, viewers } = share;
  const queryClient = useQueryClient();
  const revoke = useMutation(
    api.terminals.shares.revoke.mutationOptions({
      onSuccess: () => toast("The link does not work any more"),
      onError: (error) => toast.error(`The link still works. ${sentenceOf(error)}`),
      onSettled: () => {
        setAsking(false);
        return queryClient.invalidateQueries(api.terminals.shares.list.queryFilter());
      },
    }),
  );
  return (
    <li className="flex min-h-12 flex-wrap items-center gap-x-3 border-b border-line px-3 py-1.5 last:border-0">
      <div className="min-w-0 flex-1">
        <div className="font-medium">{kind === "live" ? "Live" : "Recording until it was made"}</div>
        <div className="text-xs text-ink-faint">
          Made <Ago at={createdAt} />, ends <Ago at={expiresAt} />
        </div>
      </div>
      <span className="text-xs text-ink-soft tabular-nums">{lookingWords(viewers)}</span>
      <Button tone="quiet" onClick={() => setAsking(true)}>
        Revoke
      </Button>
      <ConfirmDialog
        title="Revoke this link?"
        action="Revoke link"
        name={name}
        danger
        open={asking}
        busy={revoke.isPending}
        onConfirm={() => revoke.mutate({ id })}
        onCancel={() => setAsking(false)}
      >
        <p>Whoever looks through it is sent away at once, and it never works again. You can make another one.</p>
      </ConfirmDialog>
    </li>
  );
}

function lookingWords(viewers: number): string {
  if (viewers === 0) return "Nobody looks";
  return viewers === 1 ? "1 looks" : `${viewers} look`;
}
