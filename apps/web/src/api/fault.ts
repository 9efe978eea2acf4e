import type { FaultBody, FaultKind } from "@pilothouse/contracts";
import { TRPCClientError } from "@trpc/client";

type Reported = Pick<FaultBody, "kind" | "message" | "facts" | "retryable"> & {
  readonly issues?: readonly { message: string }[];
};

function isReported(value: unknown): value is Reported {
  return typeof value === "object" && value !== null && "kind" in value && "facts" in value && "retryable" in value;
}

/** What the server said about a failed call, of this page's client or the SDK's; `null` when it could not be asked at all. */
export function faultOf(error: unknown): Reported | null {
  if (isReported(error)) return error;
  if (!(error instanceof TRPCClientError)) return null;
  const data: unknown = error.data;
  if (typeof data !== "object" || data === null || !("fault" in data)) return null;
  return isReported(data.fault) ? data.fault : null;
}

export function isKind(error: unknown, kind: FaultKind): boolean {
  return faultOf(error)?.kind === kind;
}

/** One sentence for the person in front of the screen. */
export function sentenceOf(error: unknown): string {
  const fault = faultOf(error);
  if (!fault) return "The server could not be reached. Check that it runs, then try again.";
  const retryAfter = fault.facts["retryAfterMs"];
  if (fault.kind === "quota" && typeof retryAfter === "number") {
    return `${capital(fault.message)}. Try again in ${Math.ceil(retryAfter / 1_000)} s.`;
  }
  const first = fault.issues?.[0];
  return `${capital(first ? first.message : fault.message)}.`;
}

function capital(text: string): string {
  const trimmed = text.replace(/\.+$/, "");
  return trimmed.charAt(0).toUpperCase() + trimmed.slice(1);
}
