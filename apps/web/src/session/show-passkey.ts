import type { PasskeyRequest, PasskeyShown } from "@pilothouse/contracts";
import { startAuthentication } from "@simplewebauthn/browser";
import { deviceFault } from "./device-fault.ts";

/** Has a device sign what the server asked. Rejects with a fault that says so when the person or the device does not. */
export async function showPasskey(asked: PasskeyRequest): Promise<PasskeyShown> {
  const { id, rawId, response } = await startAuthentication({ optionsJSON: asked }).catch(deviceFault);
  const { clientDataJSON, authenticatorData, signature, userHandle = "" } = response;
  return { id, rawId, type: "public-key", response: { clientDataJSON, authenticatorData, signature, userHandle } };
}
