import { expect, test } from "vitest";
import { Rates } from "./rates.ts";

const LIMITS = { callsPerMinute: 3, strangersCallsPerMinute: 1, socketsPerMinute: 1, policyReportsPerMinute: 1 };

async function refusal(call: Promise<void>): Promise<{ kind: string; facts: Record<string, number> }> {
  return call.then(
    () => Promise.reject(new Error("it passed")),
    (fault: unknown) => JSON.parse(JSON.stringify(fault)),
  );
}

test("S14: one more than the limit in a minute is refused, with the time to wait; others and other things go on", async () => {
  const rates = new Rates(LIMITS);
  for (let calls = 0; calls < 3; calls += 1) await rates.count("callsPerMinute", "ada");
  const { kind, facts } = await refusal(rates.count("callsPerMinute", "ada"));
  expect(kind).toBe("quota");
  expect(facts["limit"]).toBe(3);
  expect(facts["retryAfterMs"]).toBeGreaterThan(0);
  expect(facts["retryAfterMs"]).toBeLessThanOrEqual(60_000);
  await rates.count("callsPerMinute", "bob");
  await rates.count("socketsPerMinute", "ada");
});

test("a restart gives nobody a new minute, keeps nothing of who used up little, and survives whatever it is given", async () => {
  const rates = new Rates(LIMITS);
  for (let calls = 0; calls < 3; calls += 1) await rates.count("callsPerMinute", "ada");
  await rates.count("callsPerMinute", "bob");
  const kept: unknown = JSON.parse(JSON.stringify(rates.keep()));
  expect(JSON.stringify(kept)).not.toContain("bob");
  const next = new Rates(LIMITS);
  next.resume(kept);
  expect(await refusal(next.count("callsPerMinute", "ada"))).toMatchObject({ kind: "quota" });
  await next.count("callsPerMinute", "bob");
  const fresh = new Rates(LIMITS);
  for (const nonsense of [null, 7, "x", { callsPerMinute: { version: 2 } }, { other: 1 }]) fresh.resume(nonsense);
  await fresh.count("callsPerMinute", "ada");
});
