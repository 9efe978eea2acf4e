import { LIMITS } from "@pilothouse/contracts";
import { expect, test } from "vitest";
import { createAttempts } from "./attempts.ts";
import { openTestSso, person, problemOf } from "./testing/open-test-sso.ts";

const START = 1_795_000_000_000;
const attempt = { provider: "a", nonce: "n", verifier: "v", return: "/", link: null };

test("an attempt is opened once, in time, and only as it was sealed", () => {
  const clock = { time: START, now: () => clock.time };
  const attempts = createAttempts(clock);
  const [first, second, late] = ["1", "2", "3"].map((state) => attempts.seal({ ...attempt, state }));
  expect(attempts.open(first ?? "")).toMatchObject({ ...attempt, state: "1" });
  expect(attempts.open(first ?? "")).toBeNull();
  for (const wrong of ["", "AAAA", "x".repeat(4_000), `A${second?.slice(1)}`, second?.slice(0, -4) ?? ""])
    expect(attempts.open(wrong)).toBeNull();
  expect(createAttempts(clock).open(second ?? "")).toBeNull();
  clock.time += LIMITS.ssoAttemptMs - 1;
  expect(attempts.open(second ?? "")).toMatchObject({ state: "2" });
  clock.time += 1;
  expect(attempts.open(late ?? "")).toBeNull();
});

test("of the attempts that were used so many are remembered", () => {
  const attempts = createAttempts({ now: () => START }, 2);
  const sealed = ["1", "2", "3"].map((state) => attempts.seal({ ...attempt, state }));
  for (const one of sealed) expect(attempts.open(one)).not.toBeNull();
  const [first, , third] = sealed;
  expect(attempts.open(third ?? "")).toBeNull();
  expect(attempts.open(first ?? "")).not.toBeNull();
});

test("nobody comes in who did not begin here: not without the browser's part, with another's, at another provider, nor twice", async () => {
  await using open = await openTestSso({ createAccounts: true });
  await open.t.setUp();
  const begin = () => open.sso.begin({ provider: "test" });
  const finish = (query: string, kept: string | null, provider = "test") =>
    open.sso.finish({ provider, query, attempt: kept, refreshToken: null }, { address: "192.0.2.9", userAgent: "" });

  const mine = await begin();
  const hers = await begin();
  const query = open.provider.visit(mine.url, person());
  expect(problemOf(await finish(query, null))).toBe("expired");
  expect(problemOf(await finish(query, hers.attempt))).toBe("expired");
  expect(problemOf(await finish(query, (await begin()).attempt, "other"))).toBe("expired");
  expect(problemOf(await finish("code=1", (await begin()).attempt))).toBe("expired");
  expect(open.provider.asked.get("/token")).toBeUndefined();

  expect((await finish(query, mine.attempt)).kind).toBe("signed-in");
  expect(problemOf(await finish(query, mine.attempt))).toBe("expired");
  expect(open.provider.asked.get("/token")).toBe(1);
});

test("a code that was used, or that belongs to another sign-in, is refused by the provider", async () => {
  await using open = await openTestSso({ createAccounts: true });
  await open.t.setUp();
  const first = await open.sso.begin({ provider: "test" });
  const code = new URLSearchParams(open.provider.visit(first.url, person())).get("code") ?? "";
  const again = async () => {
    const { url, attempt: kept } = await open.sso.begin({ provider: "test" });
    const query = new URLSearchParams({ code, state: new URL(url).searchParams.get("state") ?? "" }).toString();
    return open.sso.finish(
      { provider: "test", query, attempt: kept, refreshToken: null },
      { address: "192.0.2.9", userAgent: "" },
    );
  };
  expect(problemOf(await again())).toBe("invalid");
  expect(problemOf(await again())).toBe("invalid");
});
