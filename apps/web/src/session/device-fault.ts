import { PilothouseError } from "@pilothouse/sdk";

/** Browsers say little of why, so that pages learn nothing of other passkeys. */
export function deviceFault(cause: unknown): never {
  const known = cause instanceof Error && cause.name === "InvalidStateError";
  const message = known ? "this device has a passkey for you already" : "the device gave no passkey; try again";
  throw new PilothouseError({ kind: "forbidden", message }, cause);
}
