import { expect, test } from "vitest";
import { POLICY } from "../policy.ts";
import { createChallenges } from "./challenges.ts";

const { challengeMs, usedChallenges } = POLICY.passkeys;

test("so many challenges are used at a time and no more, until they end", () => {
  let time = 0;
  const challenges = createChallenges(() => time);
  for (let at = 0; at < usedChallenges; at++) expect(challenges.use(challenges.issue("a"))).toBe(true);
  expect(() => challenges.use(challenges.issue("a"))).toThrow(expect.objectContaining({ kind: "unavailable" }));
  time = challengeMs;
  const next = challenges.issue("a");
  expect([challenges.use(next), challenges.use(next)]).toEqual([true, false]);
});

test("no change to a challenge is accepted, nor one of another server", () => {
  const challenges = createChallenges(() => 0);
  const issued = challenges.issue("a");
  expect([challenges.accepts(issued, "a"), challenges.accepts(issued, "b")]).toEqual([true, false]);
  const bytes = Buffer.from(issued, "base64url");
  for (let bit = 0; bit < bytes.length * 8; bit++) {
    const flipped = Buffer.from(bytes);
    flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    expect(challenges.accepts(flipped.toString("base64url"), "a")).toBe(false);
  }
  for (const other of ["", "AAAA", `${issued}=`, `${issued}A`, createChallenges(() => 0).issue("a")])
    expect(challenges.accepts(other, "a")).toBe(false);
});
