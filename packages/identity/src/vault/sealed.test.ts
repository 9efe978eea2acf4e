import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { z } from "zod";
import { decrypt, encrypt } from "./sealed.ts";

const hex = z.string().transform((text) => Buffer.from(text, "hex"));
const Vector = z.object({
  tcId: z.int(),
  key: hex,
  iv: hex,
  aad: hex,
  msg: hex,
  ct: hex,
  tag: hex,
  result: z.enum(["valid", "invalid"]),
});
const Vectors = z.object({ tests: z.array(Vector) });

test("S31: every valid AES-256-GCM vector of Wycheproof opens, and every other one is refused", async () => {
  const text = await readFile(new URL("../testing/wycheproof/aes-gcm.json", import.meta.url), "utf8");
  const { tests } = Vectors.parse(JSON.parse(text));
  for (const { tcId, key, iv, aad, msg, ct, tag, result } of tests) {
    const opened = decrypt(key, Buffer.concat([iv, ct, tag]), aad);
    expect(opened?.toString("hex") ?? null, `vector ${tcId}`).toBe(result === "valid" ? msg.toString("hex") : null);
    const sealed = encrypt(key, msg, aad);
    expect(decrypt(key, sealed, aad)).toEqual(msg);
    expect(decrypt(key, sealed, Buffer.concat([aad, Buffer.of(0)]))).toBeNull();
  }
  expect(tests.map(({ result }) => result).filter((result) => result === "valid")).toHaveLength(39);
  expect(tests).toHaveLength(66);
});
