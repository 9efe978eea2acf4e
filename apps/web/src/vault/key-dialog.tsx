import { zodResolver } from "@hookform/resolvers/zod";
import { type ApiKey, CreateApiKey } from "@pilothouse/contracts";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ClipboardEvent, type ReactNode, useEffect, useState } from "react";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { sentenceOf } from "../api/fault.ts";
import { api } from "../api/query.ts";
import { Button } from "../ui/button.tsx";
import { Dialog, DialogActions } from "../ui/dialog.tsx";
import { TextField } from "../ui/field.tsx";
import { Notice } from "../ui/notice.tsx";
import { readKey } from "./read-key.ts";

const HINT = "It is sealed at once and never shown again.";

/** Keeps a key, or puts another one in the place of one that is known. */
export function KeyDialog({ known, onClose }: { known?: ApiKey; onClose: () => void }): ReactNode {
  const queryClient = useQueryClient();
  const done = (name: string) => (): void => {
    toast(known ? `The key ${name} is replaced; new terminals get the new one` : `The key ${name} is kept`);
    onClose();
    void queryClient.invalidateQueries(api.apiKeys.list.queryFilter());
  };
  const create = useMutation(api.apiKeys.create.mutationOptions());
  const replace = useMutation(api.apiKeys.update.mutationOptions());
  const form = useForm({ resolver: zodResolver(CreateApiKey), defaultValues: { name: known?.name ?? "", value: "" } });
  const { errors } = form.formState;
  const { setFocus } = form;
  const first = known ? "value" : "name";
  useEffect(() => setFocus(first), [setFocus, first]);
  const [note, setNote] = useState<string | null>(null);
  const paste = (event: ClipboardEvent<HTMLInputElement>): void => {
    const { value, note: said, problem } = readKey(event.clipboardData.getData("text"));
    setNote(said);
    if (said === null && problem === null) return;
    event.preventDefault();
    form.setValue("value", value);
    if (problem === null) form.clearErrors("value");
    else form.setError("value", { message: problem });
  };
  const submit = form.handleSubmit(({ name, value }) =>
    known
      ? replace.mutate({ id: known.id, value }, { onSuccess: done(known.name) })
      : create.mutate({ name, value }, { onSuccess: done(name) }),
  );
  const error = create.error ?? replace.error;
  return (
    <Dialog title={known ? `Replace the key ${known.name}` : "Add a key"} open onClose={onClose}>
      <form onSubmit={(event) => void submit(event)} noValidate autoComplete="off" className="flex flex-col gap-4">
        {!known && (
          <TextField
            label="Name"
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            className="font-mono"
            hint="What you call it, such as anthropic."
            error={errors.name?.message}
            {...form.register("name")}
          />
        )}
        <TextField
          label={known ? "New key" : "Key"}
          type="password"
          autoComplete="off"
          data-1p-ignore
          data-lpignore="true"
          className="font-mono"
          hint={note ?? HINT}
          error={errors.value?.message}
          onPaste={paste}
          {...form.register("value")}
        />
        {error && <Notice>{sentenceOf(error)}</Notice>}
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" tone="primary" busy={create.isPending || replace.isPending}>
            {known ? "Replace key" : "Add key"}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
