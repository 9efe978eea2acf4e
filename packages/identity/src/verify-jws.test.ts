import { createPublicKey, createSecretKey, type KeyObject } from "node:crypto";
import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { z } from "zod";
import { verifyJws } from "./verify-jws.ts";

const Algorithm = z.enum(["HS256", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256"]);
const Vectors = z.object({
  groups: z.array(
    z.object({
      key: z.looseObject({ kty: z.string(), k: z.string().default(""), alg: z.string().optional() }),
      tests: z.array(z.object({ tcId: z.int(), comment: z.string(), jws: z.string(), valid: z.boolean() })),
    }),
  ),
});

/** Without a payload there is nothing that a token could say. */
const EMPTY = [259, 264, 268, 272, 320, 325];
/** The key says one algorithm and the token another one. */
const OTHER_ALGORITHM = [346, 347, 350, 351];
/** With a question mark among the base64url, which a lenient reader passes over. */
const STRAY_CHARACTERS = [372, 373];

/** What should make them invalid got lost: byte for byte they are the valid 357. */
const SAME_AS_VALID = [367, 370];

function keyOf(jwk: { readonly kty: string; readonly k: string }): KeyObject {
  return jwk.kty === "oct"
    ? createSecretKey(Buffer.from(jwk.k, "base64url"))
    : createPublicKey({ key: { ...jwk }, format: "jwk" });
}

test("S6: no invalid JWS of Wycheproof is taken, and every valid one that could be a token is", async () => {
  const text = await readFile(new URL("testing/wycheproof/jws.json", import.meta.url), "utf8");
  const { groups } = Vectors.parse(JSON.parse(text));
  const all = groups.flatMap(({ key, tests }) => {
    const algorithm = Algorithm.safeParse(key.alg);
    return tests.map(({ tcId, jws, valid }) => ({
      tcId,
      valid,
      taken: algorithm.success && verifyJws(jws, keyOf(key), { algorithm: algorithm.data }) !== null,
    }));
  });
  expect(all).toHaveLength(401);
  const wronglyTaken = all.filter(({ valid, taken }) => taken && !valid).map(({ tcId }) => tcId);
  expect(wronglyTaken).toEqual(SAME_AS_VALID);
  const refused = all.filter(({ valid, taken }) => valid && !taken).map(({ tcId }) => tcId);
  expect(refused).toEqual([...EMPTY, ...OTHER_ALGORITHM, ...STRAY_CHARACTERS]);
});
