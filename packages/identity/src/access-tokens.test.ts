import { createHmac, createSecretKey, generateKeyPairSync, randomBytes } from "node:crypto";
import fc from "fast-check";
import jwt from "jsonwebtoken";
import { expect, test } from "vitest";
import { createAccessTokens } from "./access-tokens.ts";

const NOW = 1_795_000_000_000;
const secret = randomBytes(32);
const sourceOf = (id: string, bytes: Buffer) => {
  const live = { id, key: createSecretKey(bytes) };
  return { signing: () => live, find: (asked: string) => (asked === id ? live : null) };
};
const tokens = createAccessTokens(sourceOf("kid-1", secret));
const subject = { userId: "user-1", loginId: "login-1", role: "member" } as const;
const iat = NOW / 1_000;
const claims = {
  iss: "pilothouse",
  aud: "pilothouse-api",
  sub: "user-1",
  sid: "login-1",
  role: "member",
  jti: "j",
  iat,
  exp: iat + 900,
};
const header = { alg: "HS256", typ: "at+jwt", kid: "kid-1" };

const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** Signs whatever it is given, which a library would not. */
function sign(payload: unknown, extra: object = {}, hash = "sha256"): string {
  const body = `${base64({ ...header, ...extra })}.${base64(payload)}`;
  return `${body}.${createHmac(hash, secret).update(body).digest("base64url")}`;
}

test("a token of ours is read back, and lasts fifteen minutes", () => {
  const { token, expiresAt } = tokens.issue(subject, NOW);
  expect(expiresAt).toBe(NOW + 900_000);
  expect(tokens.verify(token, NOW)).toEqual({ ...subject, expiresAt });
  expect(jwt.decode(token, { complete: true })).toMatchObject({ header, payload: { ...claims, jti: expect.any(String) } });
  expect(tokens.verify(sign(claims), NOW)).toEqual({ ...subject, expiresAt });
});

test("every token is unlike every other", () => {
  expect(tokens.issue(subject, NOW).token).not.toBe(tokens.issue(subject, NOW).token);
});

test("S6: an expired token is refused, with no more than 30 s of skew, and so is one from the future", () => {
  const { token } = tokens.issue(subject, NOW);
  expect(tokens.verify(token, NOW + 899_000)).not.toBeNull();
  expect(tokens.verify(token, NOW + 930_000)).toBeNull();
  expect(tokens.verify(token, NOW - 30_001)).toBeNull();
});

test.each([
  ["another issuer", { ...claims, iss: "elsewhere" }],
  ["another audience", { ...claims, aud: "elsewhere" }],
  ["two audiences", { ...claims, aud: ["pilothouse-api", "elsewhere"] }],
  ["no end", { ...claims, exp: undefined }],
  ["an end that is no number", { ...claims, exp: String(claims.exp) }],
  ["no login", { ...claims, sid: undefined }],
  ["no user", { ...claims, sub: undefined }],
  ["a login that is no text", { ...claims, sid: { text: "login-1" } }],
  ["no role", { ...claims, role: undefined }],
  ["a role that there is not", { ...claims, role: "root" }],
  ["a claim of its own", { ...claims, scope: "admin" }],
])("S6: a token with %s is refused", (_what, payload) => {
  expect(tokens.verify(sign(payload), NOW)).toBeNull();
});

test.each([
  ["an unknown key id", { kid: "kid-2" }],
  ["a key id that is a path", { kid: "../../dev/null" }],
  ["no key id", { kid: undefined }],
  ["another type", { typ: "JWT" }],
  ["no type", { typ: undefined }],
  ["a key of its own", { jwk: { kty: "oct", k: "AAAA" } }],
  ["an address for keys", { jku: "https://example.org/keys" }],
  ["a certificate's address", { x5u: "https://example.org/cert" }],
  ["critical extensions", { crit: ["exp"] }],
])("S6: a token whose header has %s is refused", (_what, extra) => {
  expect(tokens.verify(sign(claims, extra), NOW)).toBeNull();
});

test("S6: a token without a signature is refused, whatever it calls that", () => {
  for (const alg of ["none", "None", "NONE", "nOnE"]) {
    const unsigned = `${base64({ ...header, alg })}.${base64(claims)}.`;
    expect(tokens.verify(unsigned, NOW)).toBeNull();
    expect(tokens.verify(`${unsigned}${sign(claims).split(".")[2]}`, NOW)).toBeNull();
  }
  expect(tokens.verify(`${base64(header)}.${base64(claims)}.`, NOW)).toBeNull();
});

test("S6: a token of another algorithm or another key is refused", () => {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2_048 });
  expect(
    tokens.verify(jwt.sign(claims, privateKey, { algorithm: "RS256", header: { ...header, alg: "RS256" } }), NOW),
  ).toBeNull();
  expect(tokens.verify(sign(claims, { alg: "RS256" }), NOW)).toBeNull();
  expect(tokens.verify(sign(claims, { alg: "HS384" }, "sha384"), NOW)).toBeNull();
  expect(tokens.verify(sign(claims, { alg: "HS512" }, "sha512"), NOW)).toBeNull();
  const stranger = createAccessTokens(sourceOf("kid-1", randomBytes(32)));
  expect(tokens.verify(stranger.issue(subject, NOW).token, NOW)).toBeNull();
});

test("S6: no change to a token, however small, goes unnoticed", () => {
  const { token } = tokens.issue(subject, NOW);
  const character = fc.constantFrom(..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ ".split(""));
  fc.assert(
    fc.property(fc.nat({ max: token.length - 1 }), character, fc.constantFrom("replace", "insert", "drop"), (at, char, how) => {
      const keep = how === "insert" ? at : at + 1;
      const mutant = token.slice(0, at) + (how === "drop" ? "" : char) + token.slice(keep);
      fc.pre(mutant !== token);
      expect(tokens.verify(mutant, NOW)).toBeNull();
    }),
    { numRuns: 10_000 },
  );
});

test("whatever is sent, signed or not, the answer is no and never an error", () => {
  fc.assert(fc.property(fc.string(), (text) => tokens.verify(text, NOW) === null));
  fc.assert(fc.property(fc.jsonValue(), (payload) => tokens.verify(sign(payload), NOW) === null));
  expect(tokens.verify(sign({ ...claims, sid: "x".repeat(10_000) }), NOW)).toBeNull();
});
