import type { User } from "@pilothouse/contracts";
import { useMutation } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { toast } from "sonner";
import { sentenceOf } from "../api/fault.ts";
import { api } from "../api/query.ts";
import { Button } from "../ui/button.tsx";
import { ConfirmDialog } from "../ui/confirm-dialog.tsx";

/** For a user who has lost the device whose codes are asked for. */
export function ResetSecondFactorButton({ user }: { user: User }): ReactNode {
  const [asking, setAsking] = useState(false);
  const reset = useMutation(
    api.users.resetSecondFactor.mutationOptions({
      onSuccess: () => toast(`${user.name} signs in with the password alone now`),
      onError: (error) => toast.error(`Nothing was changed. ${sentenceOf(error)}`),
      onSettled: () => setAsking(false),
    }),
  );
  return (
    <>
      <Button onClick={() => setAsking(true)}>
        Reset codes<span className="sr-only"> of {user.name}</span>
      </Button>
      <ConfirmDialog
        title={`Reset the sign-in codes of ${user.name}?`}
        action="Reset codes"
        name={user.email}
        danger
        open={asking}
        busy={reset.isPending}
        onConfirm={() => reset.mutate({ id: user.id })}
        onCancel={() => setAsking(false)}
      >
        <p>
          No code of a device is asked for any more, recovery codes and passkeys are void, and they are signed out everywhere: the
          password alone signs them in, until they turn it on again. Make sure that it is them who asks.
        </p>
      </ConfirmDialog>
    </>
  );
}
