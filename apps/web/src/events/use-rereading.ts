import { useEffect, useState } from "react";
import { createRereading, type Rereading } from "./rereading.ts";

/** The way to have something read anew after a pause in milliseconds, as long as the component is there. */
export function useRereading(): Rereading["ask"] {
  const [{ ask, stop }] = useState(createRereading);
  useEffect(() => stop, [stop]);
  return ask;
}
