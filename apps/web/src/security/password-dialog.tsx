import type { FormEvent, ReactNode } from "react";
import { sentenceOf } from "../api/fault.ts";
import { Button } from "../ui/button.tsx";
import { Dialog, DialogActions } from "../ui/dialog.tsx";
import { TextField } from "../ui/field.tsx";
import { Notice } from "../ui/notice.tsx";
import { useArrivalFocus } from "../ui/use-arrival-focus.ts";

interface Asked {
  title: string;
  description: string;
  action: string;
  busy: boolean;
  error: unknown;
  onPassword: (password: string) => void;
  onClose: () => void;
}

/** Asks for one's password before the way to sign in changes. */
export function PasswordDialog({ title, description, action, busy, error, onPassword, onClose }: Asked): ReactNode {
  const first = useArrivalFocus<HTMLInputElement>();
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const password = new FormData(event.currentTarget).get("password");
    if (typeof password === "string") onPassword(password);
  };
  return (
    <Dialog title={title} description={description} open onClose={onClose}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <TextField label="Your password" name="password" type="password" autoComplete="current-password" required ref={first} />
        {error !== null && <Notice>{sentenceOf(error)}</Notice>}
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" tone="primary" busy={busy}>
            {action}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
