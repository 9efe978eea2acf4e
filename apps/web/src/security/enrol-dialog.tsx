import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { api } from "../api/query.ts";
import { DeviceDialog } from "./device-dialog.tsx";
import { PasswordDialog } from "./password-dialog.tsx";
import { RecoveryCodesDialog } from "./recovery-codes-dialog.tsx";

/** The password, then the device, then the recovery codes. */
export function EnrolDialog({ onClose }: { onClose: () => void }): ReactNode {
  const begin = useMutation(api.auth.secondFactor.begin.mutationOptions());
  const confirm = useMutation(api.auth.secondFactor.confirm.mutationOptions());
  if (confirm.data) return <RecoveryCodesDialog codes={confirm.data.recoveryCodes} onClose={onClose} />;
  if (begin.data) {
    return (
      <DeviceDialog
        {...begin.data}
        busy={confirm.isPending}
        error={confirm.error}
        onCode={(code) => confirm.mutate({ code })}
        onClose={onClose}
      />
    );
  }
  return (
    <PasswordDialog
      title="Codes of an authenticator app"
      description="From then on a sign-in with your password asks for a code of your device, too."
      action="Go on"
      busy={begin.isPending}
      error={begin.error}
      onPassword={(password) => begin.mutate({ password })}
      onClose={onClose}
    />
  );
}
