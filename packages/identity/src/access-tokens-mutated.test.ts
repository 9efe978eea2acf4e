import { createHmac, createSecretKey, generateKeyPairSync, randomBytes } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createAccessTokens } from "./access-tokens.ts";

const NOW = 1_795_000_000_000;
const iat = NOW / 1_000;
const secret = randomBytes(32);
const key = createSecretKey(secret);
const live = { id: "kid-1", key };
const retired = { id: "kid-0", key: createSecretKey(randomBytes(32)) };
const tokens = createAccessTokens({
  signing: () => live,
  find: (id) => [live, retired].find((known) => known.id === id) ?? null,
});
const pem = generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey.export({ type: "spki", format: "pem" });

const HEADER = { alg: "HS256", typ: "at+jwt", kid: "kid-1" };
const CLAIMS = {
  iss: "pilothouse",
  aud: "pilothouse-api",
  sub: "user-1",
  sid: "login-1",
  role: "member",
  jti: "j",
  iat,
  exp: iat + 900,
};
const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const mac = (body: string, by: string | Buffer, hash = "sha256") => createHmac(hash, by).update(body).digest("base64url");
const sign = (header: object, claims: object) => {
  const body = `${base64(header)}.${base64(claims)}`;
  return `${body}.${mac(body, secret)}`;
};
const VALID = sign(HEADER, CLAIMS);
const parts = () => VALID.split(".");
const part = (at: number) => parts()[at] ?? "";

/** Signed with the right key all the same. */
const badHeader = fc
  .oneof(
    fc.record({ alg: fc.constantFrom("none", "None", "HS384", "HS512", "RS256", "PS256", "ES256", "EdDSA", "hs256", "", null) }),
    fc.record({ kid: fc.constantFrom("kid-2", "kid-0", "", "../kid-1", "' or 1=1 --", "__proto__", "kid-1\0", ["kid-1"], null) }),
    fc.record({ typ: fc.constantFrom("JWT", "rt+jwt", "AT+JWT", "application/at+jwt", "", null) }),
    fc.record({ jku: fc.webUrl() }),
    fc.record({ x5u: fc.webUrl() }),
    fc.record({ jwk: fc.constant({ kty: "oct", k: secret.toString("base64url") }) }),
    fc.record({ x5c: fc.array(fc.base64String(), { minLength: 1 }) }),
    fc.record({ crit: fc.constantFrom(["exp"], ["b64"], []) }),
    fc.record({ b64: fc.boolean() }),
    fc.record({ zip: fc.constant("DEF") }),
    fc.record({ cty: fc.constant("JWT") }),
  )
  .map((change) => sign({ ...HEADER, ...change }, CLAIMS));

const badClaims = fc
  .oneof(
    fc.record({ exp: fc.integer({ min: -iat, max: iat - 6 }) }),
    fc.record({ exp: fc.constantFrom(null, "9999999999", 1e300, iat + 0.5, []) }),
    fc.record({ iat: fc.integer({ min: iat + 6, max: iat + 1_000_000 }) }),
    fc.record({ iss: fc.string().filter((text) => text !== "pilothouse") }),
    fc.record({ aud: fc.oneof(fc.string(), fc.array(fc.string())).filter((text) => text !== "pilothouse-api") }),
    fc.record({ role: fc.string().filter((text) => !["admin", "operator", "member", "viewer"].includes(text)) }),
    fc.record({ sub: fc.constantFrom(null, 1, {}, ["user-1"]) }),
    fc.record({ sid: fc.constantFrom(null, 1, {}, ["login-1"]) }),
    fc.record({ nbf: fc.integer() }),
    fc.record({ scope: fc.string() }),
  )
  .map((change) => sign(HEADER, { ...CLAIMS, ...change }));

/** Says what an attacker wants, signed with what an attacker has. */
const badSignature = fc
  .tuple(
    fc.constantFrom({ role: "admin" }, { sub: "user-2" }, { exp: iat + 9_000 }),
    fc.constantFrom("", "none", "secret", "kid-1", pem, "0".repeat(32)),
    fc.constantFrom("sha256", "sha384", "sha512"),
    fc.constantFrom({}, { alg: "HS384" }, { kid: "kid-0" }, { jwk: { kty: "oct", k: "" } }),
  )
  .map(([claims, by, hash, header]) => {
    const body = `${base64({ ...HEADER, ...header })}.${base64({ ...CLAIMS, ...claims })}`;
    return `${body}.${mac(body, by, hash)}`;
  });

const flippedBits = fc.tuple(fc.nat(2), fc.array(fc.nat(100_000), { minLength: 1, maxLength: 8 })).map(([at, places]) => {
  const bytes = Buffer.from(part(at), "base64url");
  for (const place of places) bytes[(place >> 3) % bytes.length] = (bytes[(place >> 3) % bytes.length] ?? 0) ^ (1 << (place & 7));
  return parts().with(at, bytes.toString("base64url")).join(".");
});

const OTHER = sign(HEADER, { ...CLAIMS, sub: "user-2", role: "admin" }).split(".");
const swapped = fc
  .array(fc.constantFrom(...parts(), ...OTHER, "", pem, secret.toString("base64url")), { maxLength: 5 })
  .map((pieces) => pieces.join("."));

test("S6: ten thousand mutated tokens are refused: bits, parts, headers, claims, algorithms and keys", () => {
  expect(tokens.verify(VALID, NOW)).not.toBeNull();
  fc.assert(
    fc.property(fc.oneof(badHeader, badClaims, badSignature, flippedBits, swapped), (mutant) => {
      fc.pre(mutant !== VALID && mutant !== OTHER.join("."));
      expect(tokens.verify(mutant, NOW)).toBeNull();
    }),
    { numRuns: 10_000 },
  );
});

test("S6: the changes by which Wycheproof tries verifiers of HS256 are refused", () => {
  const [header, payload, signature] = [part(0), part(1), part(2)];
  const first = (text: string) => `${text.startsWith("X") ? "Y" : "X"}${text.slice(1)}`;
  const changes = {
    rejectsModifiedSignature: `${header}.${payload}.${first(signature)}`,
    rejectsMissingSignature: `${header}.${payload}.`,
    rejectsMissingSignatureAndSeparator: `${header}.${payload}`,
    rejectsModifiedPayload: `${header}.${first(payload)}.${signature}`,
    rejectsMissingPayload: `${header}..${signature}`,
    rejectsMissingPayloadAndSeparator: `${header}.${signature}`,
    rejectsModifiedHeader: `${base64({ ...HEADER, kid: "Xid-1" })}.${payload}.${signature}`,
    rejectsMissingHeader: `.${payload}.${signature}`,
    rejectsMissingHeaderAndSeparator: `${payload}.${signature}`,
    rejectsMissingHeaderAndSignature: `.${payload}.`,
    rejectsMissingHeaderSignatureAndSeparators: payload,
    rejectsEmptyString: "",
    rejectsExtraEmptyComponent: `${VALID}.`,
    rejectsExtraComponent: `${VALID}.foo`,
    rejectsNoneAlgorithmAndMissingSignature: `${base64({ ...HEADER, alg: "none" })}.${payload}.`,
    rejectsValidJsonSerialization: JSON.stringify({ payload, signatures: [{ protected: header, signature }] }),
  };
  for (const [name, token] of Object.entries(changes)) expect([name, tokens.verify(token, NOW)]).toEqual([name, null]);
});
