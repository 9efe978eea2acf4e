import { zodResolver } from "@hookform/resolvers/zod";
import { CreateInvitation, Role } from "@pilothouse/contracts";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect } from "react";
import { useForm } from "react-hook-form";
import { sentenceOf } from "../api/fault.ts";
import { api } from "../api/query.ts";
import { Button } from "../ui/button.tsx";
import { Dialog, DialogActions } from "../ui/dialog.tsx";
import { SelectField, TextField } from "../ui/field.tsx";
import { Notice } from "../ui/notice.tsx";
import { LinkToHandOver } from "./link-to-hand-over.tsx";
import { ROLE_WORDS } from "./role-words.ts";

/** Makes a link by which one person makes an account. */
export function InviteDialog({ onClose }: { onClose: () => void }): ReactNode {
  const queryClient = useQueryClient();
  const invite = useMutation(
    api.users.invitations.create.mutationOptions({
      onSettled: () => queryClient.invalidateQueries(api.users.invitations.list.queryFilter()),
    }),
  );
  const form = useForm({ resolver: zodResolver(CreateInvitation), defaultValues: { email: "", role: "member" } });
  const { errors } = form.formState;
  const { setFocus } = form;
  useEffect(() => setFocus("email"), [setFocus]);
  const submit = form.handleSubmit((invitation) => invite.mutate(invitation));
  if (invite.data) {
    return (
      <Dialog title="The invitation is made" open onClose={onClose}>
        <LinkToHandOver link={invite.data} email={invite.variables.email} />
        <DialogActions>
          <Button onClick={onClose}>Done</Button>
        </DialogActions>
      </Dialog>
    );
  }
  return (
    <Dialog title="Invite somebody" open onClose={onClose}>
      <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-4">
        <TextField
          label="E-mail"
          type="email"
          autoComplete="off"
          hint="The account is for this address. A former invitation of it is void."
          error={errors.email?.message}
          {...form.register("email")}
        />
        <SelectField label="Role" {...form.register("role")}>
          {Role.options.map((role) => (
            <option key={role} value={role}>
              {ROLE_WORDS[role]}
            </option>
          ))}
        </SelectField>
        {invite.isError && <Notice>{sentenceOf(invite.error)}</Notice>}
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" tone="primary" busy={invite.isPending}>
            Make invitation
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
