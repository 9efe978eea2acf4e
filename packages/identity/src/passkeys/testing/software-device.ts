import { createHash, createPrivateKey, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import type { PasskeyCreation, PasskeyMade, PasskeyRequest, PasskeyShown } from "@pilothouse/contracts";

const USER_PRESENT = 0x01;
const USER_VERIFIED = 0x04;
const HAS_KEY = 0x40;

const hash = (text: string | Buffer) => createHash("sha256").update(text).digest();
const base64 = (bytes: Uint8Array | string) => Buffer.from(bytes).toString("base64url");

/** Of CBOR (RFC 8949) what a passkey is written in: the head of a value, short texts and byte strings. */
const head = (major: number, size: number) => {
  if (size < 24) return Buffer.of((major << 5) | size);
  return size < 256 ? Buffer.of((major << 5) | 24, size) : Buffer.of((major << 5) | 25, size >> 8, size & 0xff);
};
const text = (value: string) => Buffer.concat([head(3, value.length), Buffer.from(value)]);
const bytes = (value: Buffer) => Buffer.concat([head(2, value.length), value]);

/** What a test makes a device do otherwise. */
export interface Habits {
  readonly origin?: string;
  readonly rpId?: string;
  readonly challenge?: string;
  readonly verifies?: boolean;
  readonly userHandle?: string;
  readonly type?: string;
  /** Counts so far instead of one further. */
  readonly counter?: number;
}

/** A device that keeps one passkey, in a browser that shows `origin`. */
export function softwareDevice(origin: string) {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const key = createPrivateKey(privateKey.export({ type: "pkcs8", format: "pem" }));
  const { x = "", y = "" } = publicKey.export({ format: "jwk" });
  const id = randomBytes(32);
  let counter = 0;
  let userHandle = "";

  const authData = (rpId: string, flags: number, rest: Buffer[] = []) => {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    return Buffer.concat([hash(rpId), Buffer.of(flags), count, ...rest]);
  };
  const clientData = (type: string, challenge: string, habits: Habits) =>
    base64(
      JSON.stringify({ type: habits.type ?? type, challenge: habits.challenge ?? challenge, origin: habits.origin ?? origin }),
    );
  const flagsOf = ({ verifies = true }: Habits) => USER_PRESENT | (verifies ? USER_VERIFIED : 0);
  const credential = { id: base64(id), rawId: base64(id), type: "public-key" as const };

  return {
    make(asked: PasskeyCreation, habits: Habits = {}): PasskeyMade {
      userHandle = asked.user.id;
      // EC2, ES256, P-256 and the point (RFC 9053 section 7.1).
      const cose = [head(5, 5), Buffer.of(1, 2, 3, 0x26, 0x20, 1), Buffer.of(0x21)];
      const point = [bytes(Buffer.from(x, "base64url")), Buffer.of(0x22), bytes(Buffer.from(y, "base64url"))];
      const attested = [Buffer.alloc(16), Buffer.of(0, id.length), id, ...cose, ...point];
      const data = authData(habits.rpId ?? asked.rp.id, flagsOf(habits) | HAS_KEY, attested);
      const object = [head(5, 3), text("fmt"), text("none"), text("attStmt"), head(5, 0), text("authData"), bytes(data)];
      const clientDataJSON = clientData("webauthn.create", asked.challenge, habits);
      return { ...credential, response: { clientDataJSON, attestationObject: base64(Buffer.concat(object)) } };
    },
    show(asked: PasskeyRequest, habits: Habits = {}): PasskeyShown {
      counter = habits.counter ?? counter + 1;
      const data = authData(habits.rpId ?? asked.rpId, flagsOf(habits));
      const clientDataJSON = clientData("webauthn.get", asked.challenge, habits);
      const signed = Buffer.concat([data, hash(Buffer.from(clientDataJSON, "base64url"))]);
      const signature = base64(sign("sha256", signed, key));
      const handle = habits.userHandle ?? userHandle;
      return { ...credential, response: { clientDataJSON, authenticatorData: base64(data), signature, userHandle: handle } };
    },
  };
}
