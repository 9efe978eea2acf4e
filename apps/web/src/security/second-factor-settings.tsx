import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { toast } from "sonner";
import { api } from "../api/query.ts";
import { Ago } from "../time/ago.tsx";
import { Button } from "../ui/button.tsx";
import { FailureFace, SkeletonRows } from "../ui/faces.tsx";
import { EnrolDialog } from "./enrol-dialog.tsx";
import { PasswordDialog } from "./password-dialog.tsx";

/** Whether a device's code is asked for at a sign-in. */
export function SecondFactorSettings(): ReactNode {
  const queryClient = useQueryClient();
  const factor = useQuery(api.auth.secondFactor.get.queryOptions());
  const [open, setOpen] = useState<"enrol" | "disable" | null>(null);
  const close = (): void => {
    setOpen(null);
    void queryClient.invalidateQueries(api.auth.secondFactor.get.queryFilter());
  };
  const disable = useMutation(
    api.auth.secondFactor.disable.mutationOptions({
      onSuccess: () => {
        toast("No code is asked for any more");
        close();
      },
    }),
  );
  if (factor.isPending) return <SkeletonRows rows={1} what="codes at sign-in" />;
  if (!factor.data) return <FailureFace error={factor.error} what="codes at sign-in" onRetry={() => void factor.refetch()} />;
  const { since, recoveryCodesLeft } = factor.data;
  return (
    <div className="flex flex-wrap items-center gap-3 px-4 py-3">
      <div className="min-w-0 flex-1">
        <div className="font-medium">Codes of an authenticator app</div>
        <p className="text-ink-soft">
          {since === null ? (
            "Off: your password alone signs you in."
          ) : (
            <>
              On since <Ago at={since} />; {recoveryCodesLeft} recovery {recoveryCodesLeft === 1 ? "code is" : "codes are"} left.
            </>
          )}
        </p>
      </div>
      {since === null ? (
        <Button onClick={() => setOpen("enrol")}>Turn on…</Button>
      ) : (
        <Button onClick={() => setOpen("disable")}>Turn off…</Button>
      )}
      {open === "enrol" && <EnrolDialog onClose={close} />}
      {open === "disable" && (
        <PasswordDialog
          title="Turn codes off"
          description="Your password alone signs you in then, and recovery codes are void."
          action="Turn off"
          busy={disable.isPending}
          error={disable.error}
          onPassword={(password) => disable.mutate({ password })}
          onClose={() => setOpen(null)}
        />
      )}
    </div>
  );
}
