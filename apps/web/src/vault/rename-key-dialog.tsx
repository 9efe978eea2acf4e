import { type ApiKey, ApiKeyName } from "@pilothouse/contracts";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useState } from "react";
import { sentenceOf } from "../api/fault.ts";
import { api } from "../api/query.ts";
import { Button } from "../ui/button.tsx";
import { Dialog, DialogActions } from "../ui/dialog.tsx";
import { TextField } from "../ui/field.tsx";
import { formText } from "../ui/form-text.ts";
import { Notice } from "../ui/notice.tsx";
import { useArrivalFocus } from "../ui/use-arrival-focus.ts";

/** Gives a key another name. */
export function RenameKeyDialog({ known, onClose }: { known: ApiKey; onClose: () => void }): ReactNode {
  const queryClient = useQueryClient();
  const first = useArrivalFocus<HTMLInputElement>();
  const [problem, setProblem] = useState<string>();
  const rename = useMutation(
    api.apiKeys.update.mutationOptions({
      onSuccess: () => {
        onClose();
        return queryClient.invalidateQueries(api.apiKeys.list.queryFilter());
      },
    }),
  );
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const name = ApiKeyName.safeParse(formText(new FormData(event.currentTarget), "name"));
    setProblem(name.error?.issues[0]?.message);
    if (name.success) rename.mutate({ id: known.id, name: name.data });
  };
  return (
    <Dialog title={`Rename the key ${known.name}`} open onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <TextField
          label="Name"
          name="name"
          ref={first}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          className="font-mono"
          defaultValue={known.name}
          hint="Conversations that are resumed ask for it by the old name."
          error={problem}
        />
        {rename.isError && (
          <div className="mt-3">
            <Notice>{sentenceOf(rename.error)}</Notice>
          </div>
        )}
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" tone="primary" busy={rename.isPending}>
            Rename key
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
