import { FaultBody, type FaultKind } from "@pilothouse/contracts";
import { TRPCClientError } from "@trpc/client";

/** What went wrong, without the stack. */
export interface FaultDetails {
  readonly kind: FaultKind;
  readonly message: string;
  readonly facts?: Readonly<Record<string, string | number>>;
  readonly retryable?: boolean;
  readonly requestId?: string;
  readonly issues?: readonly { readonly path: string; readonly message: string }[] | undefined;
}

/** The only error this package throws, besides the reason of a caller's own aborted signal. */
export class PilothouseError extends Error {
  override readonly name = "PilothouseError";
  /** What a program decides by. A server that cannot be reached is `unavailable`. */
  readonly kind: FaultKind;
  /** Machine-readable details, such as the limit that was met. */
  readonly facts: Readonly<Record<string, string | number>>;
  /** The same call may succeed later without a change. */
  readonly retryable: boolean;
  /** Names the call in the server's log; `null` when no server answered. */
  readonly requestId: string | null;
  /** For `invalid` input: which field, and what is wrong with it. */
  readonly issues: readonly { readonly path: string; readonly message: string }[];

  constructor({ kind, message, facts = {}, retryable = false, requestId, issues = [] }: FaultDetails, cause?: unknown) {
    super(message, cause === undefined ? {} : { cause });
    this.kind = kind;
    this.facts = facts;
    this.retryable = retryable;
    this.requestId = requestId ?? null;
    this.issues = issues;
  }
}

/** Whatever a call failed with, as a `PilothouseError`. */
export function toPilothouseError(error: unknown): PilothouseError {
  if (error instanceof PilothouseError) return error;
  if (!(error instanceof TRPCClientError)) return unreachable(error);
  // A token source or another link may have failed inside the call.
  if (error.cause instanceof PilothouseError) return error.cause;
  return error.shape ? fromShape(error.shape, error) : unreachable(error);
}

/** The error a server answered with: a tRPC error shape, whose `data.fault` is a `FaultBody`. */
export function fromShape(shape: unknown, cause?: unknown): PilothouseError {
  const fault = FaultBody.safeParse(member(member(shape, "data"), "fault"));
  if (fault.success) return new PilothouseError(fault.data, cause);
  const message = member(shape, "message");
  return new PilothouseError({ kind: "internal", message: typeof message === "string" ? message : "the server failed" }, cause);
}

/** The error of a plain address, whose body has the `fault` beside its words. */
export function fromBody(body: unknown, otherwise: string): PilothouseError {
  const fault = FaultBody.safeParse(member(body, "fault"));
  return new PilothouseError(fault.success ? fault.data : { kind: "internal", message: otherwise });
}

function unreachable(error: unknown): PilothouseError {
  const root = rootCause(error);
  if (root.name === "TimeoutError") {
    return new PilothouseError({ kind: "timeout", message: "the server did not answer in time", retryable: true }, error);
  }
  const message =
    root instanceof SyntaxError
      ? "what answered is not a Pilothouse server, or it is just starting"
      : `the server cannot be reached: ${root.message || root.name}`;
  return new PilothouseError({ kind: "unavailable", message, retryable: true }, error);
}

function rootCause(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(String(error));
  return error.cause instanceof Error ? rootCause(error.cause) : error;
}

function member(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
}
