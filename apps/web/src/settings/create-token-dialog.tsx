import type { TokenScope } from "@pilothouse/contracts";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, type ReactNode } from "react";
import { sentenceOf } from "../api/fault.ts";
import { api } from "../api/query.ts";
import { Button } from "../ui/button.tsx";
import { Dialog, DialogActions } from "../ui/dialog.tsx";
import { SelectField, TextField } from "../ui/field.tsx";
import { formText } from "../ui/form-text.ts";
import { Notice } from "../ui/notice.tsx";
import { useArrivalFocus } from "../ui/use-arrival-focus.ts";
import { useUser } from "../session/use-user.ts";
import { NewSecret } from "./new-secret.tsx";

/** Makes a token and shows its secret, once. */
export function CreateTokenDialog({ onClose }: { onClose: () => void }): ReactNode {
  const queryClient = useQueryClient();
  const admin = useUser()?.role === "admin";
  const first = useArrivalFocus<HTMLInputElement>();
  const create = useMutation(
    api.tokens.create.mutationOptions({ onSettled: () => queryClient.invalidateQueries(api.tokens.list.queryFilter()) }),
  );
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const days = Number(form.get("days"));
    create.mutate({ name: formText(form, "name"), scope: scopeOf(form), ...(days > 0 ? { expiresInDays: days } : {}) });
  };
  if (create.data) return <NewSecret created={create.data} onClose={onClose} />;
  return (
    <Dialog title="New API token" open onClose={onClose}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <TextField
          label="Name"
          name="name"
          required
          maxLength={100}
          ref={first}
          hint="What will use it, such as “nightly script”."
        />
        <SelectField label="May" name="scope" defaultValue="write" hint="Never more than you may.">
          <option value="read">Look at terminals</option>
          <option value="write">Look and work</option>
          {admin && <option value="admin">Look, work and manage users</option>}
        </SelectField>
        <SelectField label="Ends after" name="days" defaultValue="90">
          <option value="7">7 days</option>
          <option value="30">30 days</option>
          <option value="90">90 days</option>
          <option value="365">1 year</option>
          <option value="0">Never</option>
        </SelectField>
        {create.isError && <Notice>{sentenceOf(create.error)}</Notice>}
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" tone="primary" busy={create.isPending}>
            Create token
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

const SCOPES: readonly TokenScope[] = ["read", "write", "admin"];

function scopeOf(form: FormData): TokenScope {
  return SCOPES.find((scope) => scope === form.get("scope")) ?? "read";
}
