import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { FormEvent, ReactNode } from "react";
import { client } from "../api/client.ts";
import { sentenceOf } from "../api/fault.ts";
import { api } from "../api/query.ts";
import { Button } from "../ui/button.tsx";
import { Dialog, DialogActions } from "../ui/dialog.tsx";
import { TextField } from "../ui/field.tsx";
import { formText } from "../ui/form-text.ts";
import { Notice } from "../ui/notice.tsx";
import { useArrivalFocus } from "../ui/use-arrival-focus.ts";
import { makePasskey } from "./make-passkey.ts";

/** Asks for the password and a name, and has the device make a passkey. */
export function AddPasskeyDialog({ onClose }: { onClose: () => void }): ReactNode {
  const queryClient = useQueryClient();
  const first = useArrivalFocus<HTMLInputElement>();
  const add = useMutation({
    mutationFn: async ({ name, password }: { name: string; password: string }) => {
      const made = await makePasskey(await client.auth.passkeys.begin.mutate({ password }));
      return client.auth.passkeys.add.mutate({ name, made });
    },
    onSuccess: () => {
      onClose();
      return queryClient.invalidateQueries(api.auth.passkeys.list.queryFilter());
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const password = form.get("password");
    if (typeof password === "string") add.mutate({ name: formText(form, "name"), password });
  };
  return (
    <Dialog title="Add a passkey" description="Your device asks you to confirm it." open onClose={onClose}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <TextField
          label="Name of the passkey"
          name="name"
          required
          maxLength={100}
          ref={first}
          hint="Such as “phone” or “security key”."
        />
        <TextField label="Your password" name="password" type="password" autoComplete="current-password" required />
        {add.isError && <Notice>{sentenceOf(add.error)}</Notice>}
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" tone="primary" busy={add.isPending}>
            Add passkey
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
