import { createDecipheriv, createECDH, hkdfSync, randomBytes } from "node:crypto";

/** The part of a browser that subscribes and opens what was sealed for it. */
export function testBrowser(endpoint: string) {
  const ecdh = createECDH("prime256v1");
  const ours = ecdh.generateKeys();
  const auth = randomBytes(16);
  return {
    device: { endpoint, keys: { p256dh: ours.toString("base64url"), auth: auth.toString("base64url") } },
    /** RFC 8291 section 3.4 and RFC 8188 section 2, for one record. */
    open(sealed: Buffer): unknown {
      const salt = sealed.subarray(0, 16);
      const idLength = sealed[20] ?? 0;
      const theirs = sealed.subarray(21, 21 + idLength);
      const record = sealed.subarray(21 + idLength);
      const info = Buffer.concat([Buffer.from("WebPush: info\0"), ours, theirs]);
      const secret = Buffer.from(hkdfSync("sha256", ecdh.computeSecret(theirs), auth, info, 32));
      const key = Buffer.from(hkdfSync("sha256", secret, salt, "Content-Encoding: aes128gcm\0", 16));
      const nonce = Buffer.from(hkdfSync("sha256", secret, salt, "Content-Encoding: nonce\0", 12));
      const decipher = createDecipheriv("aes-128-gcm", key, nonce);
      decipher.setAuthTag(record.subarray(-16));
      const padded = Buffer.concat([decipher.update(record.subarray(0, -16)), decipher.final()]);
      return JSON.parse(padded.subarray(0, padded.lastIndexOf(2)).toString());
    },
  };
}
