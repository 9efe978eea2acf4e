import type { FaultKind } from "@pilothouse/contracts";

/** Thrown inside the scripted server, it reaches the caller as a fault of this kind. */
export class ScriptedFault extends Error {
  readonly kind: FaultKind;
  readonly retryable: boolean;

  constructor(kind: FaultKind, { retryable = false }: { retryable?: boolean } = {}) {
    super(`scripted ${kind}`);
    this.kind = kind;
    this.retryable = retryable;
  }
}
