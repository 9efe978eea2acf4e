import type { PushSubscribed } from "@pilothouse/contracts";
import { useMutation } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { toast } from "sonner";
import { sentenceOf } from "../api/fault.ts";
import { Ago } from "../time/ago.tsx";
import { Button } from "../ui/button.tsx";
import { ConfirmDialog } from "../ui/confirm-dialog.tsx";
import { switchOff } from "./switch-off.ts";

interface DeviceRowProps {
  device: PushSubscribed;
  /** It is the browser that this page is in. */
  here: boolean;
  onChange: () => void;
}

/** One device that is notified: what it calls itself, who carries its notifications, since when. */
export function DeviceRow({ device: { endpoint, name, createdAt }, here, onChange }: DeviceRowProps): ReactNode {
  const [asking, setAsking] = useState(false);
  const remove = useMutation({
    mutationFn: () => switchOff(endpoint),
    onError: (error) => toast.error(`It is still notified. ${sentenceOf(error)}`),
    onSettled: () => {
      setAsking(false);
      onChange();
    },
  });
  const known = name || "A device";
  return (
    <li className="flex min-h-12 flex-wrap items-center gap-x-3 border-t border-line px-4 py-1.5" data-testid="push-device">
      <div className="min-w-0 flex-1">
        <div className="truncate font-medium">
          {known}
          {here && <span className="font-normal text-ink-soft"> (this device)</span>}
        </div>
        <div className="truncate text-xs text-ink-faint">by way of {new URL(endpoint).host}</div>
      </div>
      <span className="text-xs text-ink-soft">
        Added <Ago at={createdAt} />
      </span>
      <Button tone="quiet" onClick={() => setAsking(true)}>
        Remove<span className="sr-only"> {known}</span>
      </Button>
      <ConfirmDialog
        title={`Notify ${known} no more?`}
        action="Remove device"
        name={known}
        danger
        open={asking}
        busy={remove.isPending}
        onConfirm={() => remove.mutate()}
        onCancel={() => setAsking(false)}
      >
        <p>It can be switched on again, on that device alone.</p>
      </ConfirmDialog>
    </li>
  );
}
