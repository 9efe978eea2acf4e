import type { Terminal } from "@pilothouse/contracts";
import { useMemo } from "react";
import { useStore } from "../store/use-store.ts";
import { liveTerminals } from "../terminals/terminals.ts";
import { needing } from "./needing.ts";

/** This person's terminals that need somebody, live. */
export function useNeeding(): readonly Terminal[] {
  const { terminals } = useStore(liveTerminals.state);
  return useMemo(() => needing(terminals?.values() ?? []), [terminals]);
}
