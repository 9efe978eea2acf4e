import { zodResolver } from "@hookform/resolvers/zod";
import { CreateUser, Role } from "@pilothouse/contracts";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect } from "react";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { sentenceOf } from "../api/fault.ts";
import { api } from "../api/query.ts";
import { Button } from "../ui/button.tsx";
import { Dialog, DialogActions } from "../ui/dialog.tsx";
import { SelectField, TextField } from "../ui/field.tsx";
import { NewPasswordField } from "../ui/new-password-field.tsx";
import { Notice } from "../ui/notice.tsx";
import { ROLE_WORDS } from "./role-words.ts";

/** Makes an account for someone. */
export function AddUserDialog({ onClose }: { onClose: () => void }): ReactNode {
  const queryClient = useQueryClient();
  const add = useMutation(
    api.users.create.mutationOptions({
      onSuccess: async (user) => {
        toast(`${user.name} can sign in now`);
        onClose();
        await queryClient.invalidateQueries(api.users.list.queryFilter());
      },
    }),
  );
  const form = useForm({
    resolver: zodResolver(CreateUser),
    defaultValues: { name: "", email: "", password: "", role: "member" },
  });
  const { errors } = form.formState;
  const { setFocus } = form;
  useEffect(() => setFocus("name"), [setFocus]);
  const submit = form.handleSubmit((user) => add.mutate(user));
  return (
    <Dialog title="Add user" open onClose={onClose}>
      <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-4">
        <TextField label="Name" autoComplete="off" error={errors.name?.message} {...form.register("name")} />
        <TextField label="E-mail" type="email" autoComplete="off" error={errors.email?.message} {...form.register("email")} />
        <NewPasswordField
          hint="At least 8 characters. Give it to them in person."
          error={errors.password?.message}
          {...form.register("password")}
        />
        <SelectField
          label="Role"
          hint="Viewers only look; operators also see which terminals others have; administrators manage users."
          {...form.register("role")}
        >
          {Role.options.map((role) => (
            <option key={role} value={role}>
              {ROLE_WORDS[role]}
            </option>
          ))}
        </SelectField>
        {add.isError && <Notice>{sentenceOf(add.error)}</Notice>}
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" tone="primary" busy={add.isPending}>
            Add user
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
