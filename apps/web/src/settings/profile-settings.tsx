import { zodResolver } from "@hookform/resolvers/zod";
import { UpdateProfile, type User } from "@pilothouse/contracts";
import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { ROLE_WORDS } from "../admin/role-words.ts";
import { session } from "../api/client.ts";
import { sentenceOf } from "../api/fault.ts";
import { api } from "../api/query.ts";
import { Button } from "../ui/button.tsx";
import { TextField } from "../ui/field.tsx";
import { Notice } from "../ui/notice.tsx";

/** Who this person is to others, and what they may do. */
export function ProfileSettings({ user }: { user: User }): ReactNode {
  const form = useForm({ resolver: zodResolver(UpdateProfile), values: { name: user.name } });
  const update = useMutation(
    api.auth.updateProfile.mutationOptions({
      onSuccess: (changed) => {
        session.changed(changed);
        toast(`You are called ${changed.name} now`);
      },
    }),
  );
  const { errors, isDirty } = form.formState;
  const submit = form.handleSubmit((profile) => update.mutate(profile));
  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="grid gap-4 px-4 py-3 sm:max-w-md">
      <TextField label="Name" autoComplete="name" error={errors.name?.message} {...form.register("name")} />
      <dl className="grid grid-cols-[8rem_1fr] gap-y-1.5">
        <dt className="text-ink-soft">E-mail</dt>
        <dd className="truncate">{user.email}</dd>
        <dt className="text-ink-soft">Role</dt>
        <dd>{ROLE_WORDS[user.role]}</dd>
      </dl>
      {update.isError && <Notice>{sentenceOf(update.error)}</Notice>}
      <div>
        <Button type="submit" busy={update.isPending} disabled={!isDirty}>
          Save name
        </Button>
      </div>
    </form>
  );
}
