import type { FaultBody, FaultKind } from "@pilothouse/contracts";
import { errnoOf, Fault, newId } from "@pilothouse/platform";
import { TRPCError } from "@trpc/server";
import { z } from "zod";

const CODE = {
  invalid: "BAD_REQUEST",
  unauthenticated: "UNAUTHORIZED",
  forbidden: "FORBIDDEN",
  not_found: "NOT_FOUND",
  conflict: "CONFLICT",
  quota: "TOO_MANY_REQUESTS",
  too_large: "PAYLOAD_TOO_LARGE",
  unavailable: "SERVICE_UNAVAILABLE",
  timeout: "TIMEOUT",
  // The nearest that tRPC has a name for; over HTTP it is 507, see `httpStatusOf`.
  no_space: "SERVICE_UNAVAILABLE",
  internal: "INTERNAL_SERVER_ERROR",
} as const satisfies Record<FaultKind, TRPCError["code"]>;

const RETRYABLE: ReadonlySet<FaultKind> = new Set(["quota", "unavailable", "timeout", "no_space"]);

/** What the system and SQLite call a disk without space. */
const FULL = new Set(["ENOSPC", "EDQUOT", "SQLITE_FULL"]);

/** tRPC's own refusals, made before any procedure ran. */
const KIND: Partial<Record<TRPCError["code"], FaultKind>> = {
  PARSE_ERROR: "invalid",
  BAD_REQUEST: "invalid",
  UNAUTHORIZED: "unauthenticated",
  FORBIDDEN: "forbidden",
  NOT_FOUND: "not_found",
  METHOD_NOT_SUPPORTED: "invalid",
  UNSUPPORTED_MEDIA_TYPE: "invalid",
  UNPROCESSABLE_CONTENT: "invalid",
  PAYLOAD_TOO_LARGE: "too_large",
  TOO_MANY_REQUESTS: "quota",
};

/** What went wrong, in the form the caller gets. */
export class Failure extends Error {
  override readonly name = "Failure";
  readonly body: FaultBody;

  constructor(body: FaultBody, cause: unknown) {
    super(body.message, { cause });
    this.body = body;
  }
}

function issuesOf(error: z.ZodError): NonNullable<FaultBody["issues"]> {
  return error.issues.map((issue) => ({ path: issue.path.join("."), message: issue.message }));
}

/** A fault as a caller gets it. */
export function faultBody({ kind, message, facts }: Fault, requestId: string): FaultBody {
  return { kind, message, facts: { ...facts }, retryable: RETRYABLE.has(kind), requestId };
}

function bodyOf(error: TRPCError, requestId: string): FaultBody {
  const { cause } = error;
  if (cause instanceof Fault) return faultBody(cause, requestId);
  if (FULL.has(errnoOf(cause) ?? "")) {
    return faultBody(
      new Fault("no_space", "the server's disk is full; nothing was changed, so try again once there is space"),
      requestId,
    );
  }
  if (cause instanceof z.ZodError && error.code === "BAD_REQUEST") {
    const issues = issuesOf(cause);
    const message = issues.map(({ path, message }) => (path ? `${path}: ${message}` : message)).join("; ");
    return { kind: "invalid", message, facts: {}, retryable: false, requestId, issues };
  }
  const kind = KIND[error.code] ?? "internal";
  // The message of a bug may hold anything; the log has it under the request id.
  const message = kind === "internal" ? `internal error (request ${requestId})` : error.message;
  return { kind, message, facts: {}, retryable: RETRYABLE.has(kind), requestId };
}

/** Turns whatever a call failed with into an error with a `Failure` as its cause. */
export function failWith(error: TRPCError, requestId: string): TRPCError {
  if (error.cause instanceof Failure) return error;
  const body = bodyOf(error, requestId);
  return new TRPCError({ code: CODE[body.kind], message: body.message, cause: new Failure(body, error.cause ?? error) });
}

/** The body of an error as it leaves, also of one that no procedure translated. */
export function failureBody(error: TRPCError): FaultBody {
  return error.cause instanceof Failure ? error.cause.body : bodyOf(error, newId());
}

/** A fault as the error a stream may end with. */
export function streamError(error: unknown, requestId: string): TRPCError {
  const wrapped =
    error instanceof TRPCError ? error : new TRPCError({ code: "INTERNAL_SERVER_ERROR", message: "stream failed", cause: error });
  return failWith(wrapped, requestId);
}

/** The status that tRPC has no code for: 507 Insufficient Storage (RFC 4918 section 11.5). */
export function httpStatusOf({ kind }: FaultBody, otherwise: number): number {
  return kind === "no_space" ? 507 : otherwise;
}

/** How a call's failure looks over HTTP beside its body; several in one batch keep tRPC's own status. */
export function failureMeta(errors: readonly TRPCError[]): { status?: number; headers?: Record<string, string> } {
  const wait = retryAfterMs(errors);
  const full = errors.length === 1 && errors.some((error) => failureBody(error).kind === "no_space");
  return {
    ...(full ? { status: 507 } : {}),
    ...(wait === null ? {} : { headers: { "retry-after": String(Math.ceil(wait / 1_000)) } }),
  };
}

/** How long to wait before a call that failed is worth another try; `null` when none of them says so. */
function retryAfterMs(errors: readonly TRPCError[]): number | null {
  const waits = errors.map((error) => Number(failureBody(error).facts["retryAfterMs"] ?? 0));
  return Math.max(0, ...waits) || null;
}
