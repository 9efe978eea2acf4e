import type { PushSubscribed } from "@pilothouse/contracts";
import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { toast } from "sonner";
import { faultOf, sentenceOf } from "../api/fault.ts";
import { Button } from "../ui/button.tsx";
import { refusalWords } from "./refusal-words.ts";
import { switchOn } from "./switch-on.ts";
import type { ThisDevice } from "./this-device.ts";

interface ThisDeviceRowProps {
  here: ThisDevice;
  publicKey: string;
  devices: readonly PushSubscribed[];
  onChange: () => void;
}

/** Whether this browser is notified, and the way to it; why not, where there is none. */
export function ThisDeviceRow({ here, publicKey, devices, onChange }: ThisDeviceRowProps): ReactNode {
  const on = useMutation({
    mutationFn: () => switchOn(publicKey),
    onSuccess: (allowed) => {
      if (allowed) toast("This device is notified from now on");
    },
    onError: (error) => toast.error(`This device is not notified. ${faultOf(error) ? sentenceOf(error) : failureWords(error)}`),
    onSettled: onChange,
  });
  const isOn = devices.some(({ endpoint }) => endpoint === here.endpoint);
  const refusal = refusalWords(here.permission);
  return (
    <div className="flex min-h-12 flex-wrap items-center gap-3 px-4 py-3">
      <div className="min-w-56 flex-1">
        <p>{isOn ? "This device is notified" : "This device is not notified"}</p>
        <p className="text-xs text-ink-faint" data-testid="push-here">
          {refusal ??
            "When a terminal waits for you, is done or has failed while nobody looks at it, also when this page is closed."}
        </p>
      </div>
      {!isOn && refusal === null && (
        <Button tone="primary" busy={on.isPending} onClick={() => on.mutate()}>
          Notify this device
        </Button>
      )}
    </div>
  );
}

/** What a browser says when its maker's service cannot be reached, or is switched off, is for engineers. */
function failureWords(error: unknown): string {
  if (error instanceof DOMException && error.name === "AbortError")
    return "The browser could not reach its own push service. Private windows have none, and some browsers switch it off in their settings.";
  return sentenceOf(error);
}
