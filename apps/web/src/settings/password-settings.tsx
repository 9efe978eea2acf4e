import { zodResolver } from "@hookform/resolvers/zod";
import { ChangePassword } from "@pilothouse/contracts";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { sentenceOf } from "../api/fault.ts";
import { api } from "../api/query.ts";
import { Button } from "../ui/button.tsx";
import { TextField } from "../ui/field.tsx";
import { NewPasswordField } from "../ui/new-password-field.tsx";
import { Notice } from "../ui/notice.tsx";

const EMPTY = { current: "", password: "", endOthers: true };

/** Changes the password, for who knows the one until now. */
export function PasswordSettings({ email }: { email: string }): ReactNode {
  const queryClient = useQueryClient();
  const form = useForm({ resolver: zodResolver(ChangePassword), defaultValues: EMPTY });
  const change = useMutation(
    api.auth.changePassword.mutationOptions({
      onSuccess: (_, { endOthers }) => {
        form.reset();
        toast(
          endOthers === false ? "Your password is changed" : "Your password is changed, and you are signed out everywhere else",
        );
        return queryClient.invalidateQueries(api.auth.logins.list.queryFilter());
      },
    }),
  );
  const { errors } = form.formState;
  const submit = form.handleSubmit((passwords) => change.mutate(passwords));
  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="grid gap-4 px-4 py-3 sm:max-w-md">
      {/* Tells a password manager whose password this is. */}
      <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
      <TextField
        label="Current password"
        type="password"
        autoComplete="current-password"
        error={errors.current?.message}
        {...form.register("current")}
      />
      <NewPasswordField label="New password" error={errors.password?.message} {...form.register("password")} />
      <label className="flex items-center gap-2 max-sm:min-h-11">
        <input type="checkbox" className="size-4 accent-accent" {...form.register("endOthers")} />
        Sign out everywhere else
      </label>
      {change.isError && <Notice>{sentenceOf(change.error)}</Notice>}
      <div>
        <Button type="submit" busy={change.isPending}>
          Change password
        </Button>
      </div>
    </form>
  );
}
