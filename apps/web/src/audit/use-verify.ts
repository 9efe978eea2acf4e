import type { AuditVerification } from "@pilothouse/contracts";
import { useEffect, useRef, useState } from "react";
import { client } from "../api/client.ts";

export type Verifying =
  | { readonly state: "idle" }
  | { readonly state: "running"; readonly verified: number }
  | { readonly state: "failed"; readonly error: unknown }
  | { readonly state: "done"; readonly answer: AuditVerification; readonly at: number; readonly tookMs: number };

/** Verifies the whole log, piece by piece; ends when nobody looks any more. */
export function useVerify(): { readonly verifying: Verifying; readonly verify: () => void } {
  const [verifying, setVerifying] = useState<Verifying>({ state: "idle" });
  const ending = useRef<AbortController>(null);
  useEffect(() => () => ending.current?.abort(), []);

  const run = async (signal: AbortSignal): Promise<void> => {
    const began = performance.now();
    try {
      for (let after = 0; !signal.aborted;) {
        setVerifying({ state: "running", verified: after });
        const answer = await client.audit.verify.query({ after }, { signal });
        if (answer.next === null)
          return setVerifying({ state: "done", answer, at: Date.now(), tookMs: performance.now() - began });
        after = answer.next;
      }
    } catch (error) {
      if (!signal.aborted) setVerifying({ state: "failed", error });
    }
  };
  const verify = (): void => {
    ending.current?.abort();
    ending.current = new AbortController();
    void run(ending.current.signal);
  };
  return { verifying, verify };
}
