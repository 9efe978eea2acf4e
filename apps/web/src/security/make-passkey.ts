import type { PasskeyCreation, PasskeyMade } from "@pilothouse/contracts";
import { startRegistration } from "@simplewebauthn/browser";
import { deviceFault } from "../session/device-fault.ts";

/** Has a device make a passkey. Rejects with a fault that says so when the person or the device does not. */
export async function makePasskey(asked: PasskeyCreation): Promise<PasskeyMade> {
  const { id, rawId, response } = await startRegistration({ optionsJSON: asked }).catch(deviceFault);
  const { clientDataJSON, attestationObject } = response;
  return { id, rawId, type: "public-key", response: { clientDataJSON, attestationObject } };
}
