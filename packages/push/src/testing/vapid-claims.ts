import { createPublicKey, verify } from "node:crypto";

/** The claims of `vapid t=<JWT>, k=<key>` (RFC 8292). Throws unless the JWT is signed with this key. */
export function vapidClaims(authorization: string, publicKey: string): unknown {
  const [, head = "", claims = "", signature = "", key] = /^vapid t=([^.]+)\.([^.]+)\.([^,]+), k=(.+)$/.exec(authorization) ?? [];
  if (key !== publicKey) throw new Error(`signed by another key: ${authorization}`);
  const point = Buffer.from(publicKey, "base64url");
  const x = point.subarray(1, 33).toString("base64url");
  const y = point.subarray(33).toString("base64url");
  const signed = verify(
    "sha256",
    Buffer.from(`${head}.${claims}`),
    { key: createPublicKey({ key: { kty: "EC", crv: "P-256", x, y }, format: "jwk" }), dsaEncoding: "ieee-p1363" },
    Buffer.from(signature, "base64url"),
  );
  if (!signed) throw new Error("the signature is wrong");
  return JSON.parse(Buffer.from(claims, "base64url").toString());
}
