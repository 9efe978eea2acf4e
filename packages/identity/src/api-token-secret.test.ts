import fc from "fast-check";
import { expect, test } from "vitest";
import { hintOf, isApiTokenSecret, newApiTokenSecret } from "./api-token-secret.ts";

test("a secret has one length and alphabet, and passes its own check", () => {
  const secrets = new Set(Array.from({ length: 500 }, newApiTokenSecret));
  expect(secrets.size).toBe(500);
  for (const secret of secrets) {
    expect(secret).toMatch(/^ph_[0-9A-Za-z]{49}$/);
    expect(isApiTokenSecret(secret)).toBe(true);
    expect(hintOf(secret)).toBe(secret.slice(0, 7));
  }
});

test("S11: a typo is told from a token", () => {
  const letter = fc.constantFrom(..."0123456789ABCDEFabcdefXYZxyz".split(""));
  const secret = newApiTokenSecret();
  fc.assert(
    fc.property(fc.integer({ min: 3, max: 51 }), letter, (at, char) => {
      const typo = secret.slice(0, at) + char + secret.slice(at + 1);
      expect(isApiTokenSecret(typo)).toBe(typo === secret);
    }),
  );
});

test("other texts are no tokens", () => {
  fc.assert(fc.property(fc.string(), (text) => !isApiTokenSecret(text) && !isApiTokenSecret(`ph_${text}`)));
  expect(isApiTokenSecret(`${newApiTokenSecret()}0`)).toBe(false);
});
