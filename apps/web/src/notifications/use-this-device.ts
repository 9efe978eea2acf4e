import { useQuery } from "@tanstack/react-query";
import { lookAtThisDevice, type ThisDevice } from "./this-device.ts";

export const THIS_DEVICE = ["this-device"] as const;

/** What this browser can and may do; looked at again when somebody comes back from its settings. */
export function useThisDevice(): ThisDevice | undefined {
  const { data } = useQuery({ queryKey: THIS_DEVICE, queryFn: lookAtThisDevice, staleTime: 0, networkMode: "always" });
  return data;
}
