import type { NewSecondFactor } from "@pilothouse/contracts";
import type { FormEvent, ReactNode } from "react";
import { sentenceOf } from "../api/fault.ts";
import { Button } from "../ui/button.tsx";
import { Dialog, DialogActions } from "../ui/dialog.tsx";
import { TextField } from "../ui/field.tsx";
import { formText } from "../ui/form-text.ts";
import { Notice } from "../ui/notice.tsx";
import { useArrivalFocus } from "../ui/use-arrival-focus.ts";
import { QrCode } from "./qr-code.tsx";

interface DeviceDialogProps extends NewSecondFactor {
  busy: boolean;
  error: unknown;
  onCode: (code: string) => void;
  onClose: () => void;
}

/** Gives a new secret to a device, and asks for the first code of it. */
export function DeviceDialog({ secret, uri, busy, error, onCode, onClose }: DeviceDialogProps): ReactNode {
  const first = useArrivalFocus<HTMLInputElement>();
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    onCode(formText(new FormData(event.currentTarget), "code"));
  };
  return (
    <Dialog
      title="Add Pilothouse to your app"
      description="Scan this, or type the secret. Then enter the code that the app shows."
      open
      onClose={onClose}
    >
      <form onSubmit={submit} className="flex flex-col gap-4">
        <QrCode text={uri} label="The secret, for your app's camera" />
        <TextField
          label="Secret"
          readOnly
          value={secret}
          className="font-mono"
          onFocus={(event) => event.currentTarget.select()}
        />
        <TextField label="Code" name="code" inputMode="numeric" autoComplete="one-time-code" required ref={first} />
        {error !== null && <Notice>{sentenceOf(error)}</Notice>}
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" tone="primary" busy={busy}>
            Turn on
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
