import { TRPCClientError } from "@trpc/client";
import { expect, test } from "vitest";
import { faultOf, isKind, sentenceOf } from "./fault.ts";

function refused(fault: object): TRPCClientError<never> {
  return TRPCClientError.from({ error: { message: "x", code: -1, data: { fault } } });
}

const quota = { kind: "quota", message: "too many tries", facts: { retryAfterMs: 4_200 }, retryable: true, requestId: "r" };

test("a refusal carries what the server said", () => {
  expect(isKind(refused(quota), "quota")).toBe(true);
  expect(sentenceOf(refused(quota))).toBe("Too many tries. Try again in 5 s.");
});

test("a bad field is told by its own message", () => {
  const invalid = { ...quota, kind: "invalid", message: "cwd: must exist; title: too long", issues: [{ message: "must exist" }] };
  expect(sentenceOf(refused(invalid))).toBe("Must exist.");
});

test("an error of the SDK is read like one of this page's client", () => {
  const error = Object.assign(new Error("gone"), { kind: "not_found", facts: {}, retryable: false, requestId: null });
  expect(isKind(error, "not_found")).toBe(true);
});

test("a server that did not answer is told apart from one that refused", () => {
  expect(faultOf(new TypeError("Failed to fetch"))).toBeNull();
  expect(sentenceOf(new TypeError("Failed to fetch"))).toContain("could not be reached");
});
