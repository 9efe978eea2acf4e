import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { toast } from "sonner";
import { sentenceOf } from "../api/fault.ts";
import { api } from "../api/query.ts";
import { Button } from "../ui/button.tsx";
import { FailureFace, SkeletonRows } from "../ui/faces.tsx";
import { Panel } from "../ui/page.tsx";
import { DeviceRow } from "./device-row.tsx";
import { THIS_DEVICE, useThisDevice } from "./use-this-device.ts";
import { ThisDeviceRow } from "./this-device-row.tsx";

/** Which of one's devices are told that a terminal needs somebody, and whether this one is. */
export function NotificationSettings(): ReactNode {
  const key = useQuery(api.push.key.queryOptions());
  const here = useThisDevice();
  const queryClient = useQueryClient();
  const refresh = () => {
    void queryClient.invalidateQueries(api.push.key.queryFilter());
    void queryClient.invalidateQueries({ queryKey: THIS_DEVICE });
  };
  const test = useMutation(
    api.push.test.mutationOptions({
      onSuccess: ({ sent, failed }) => {
        if (failed === 0) toast(sent === 1 ? "Sent to 1 device" : `Sent to ${sent} devices`);
        else toast.error(`${failed} of ${sent + failed} devices could not be reached`);
      },
      onError: (error) => toast.error(`Nothing was sent. ${sentenceOf(error)}`),
      onSettled: refresh,
    }),
  );
  const devices = key.data?.devices ?? [];
  const sendTest = (
    <Button busy={test.isPending} onClick={() => test.mutate()}>
      Send a test
    </Button>
  );
  return (
    <Panel title="Notifications" aside={devices.length > 0 && sendTest}>
      {key.isError && !key.data && <FailureFace error={key.error} what="your devices" onRetry={() => void key.refetch()} />}
      {(key.isPending || !here) && !key.isError && <SkeletonRows rows={2} what="your devices" />}
      {key.data && here && (
        <>
          <ThisDeviceRow here={here} publicKey={key.data.publicKey} devices={devices} onChange={refresh} />
          {devices.length > 0 && (
            <ul aria-label="Devices that are notified">
              {devices.map((device) => (
                <DeviceRow key={device.endpoint} device={device} here={device.endpoint === here.endpoint} onChange={refresh} />
              ))}
            </ul>
          )}
        </>
      )}
    </Panel>
  );
}
