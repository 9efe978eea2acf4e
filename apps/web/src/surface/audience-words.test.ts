import { expect, test } from "vitest";
import { type Audience, controllerWords, othersWords } from "./audience-words.ts";

const viewer = (
  viewerId: string,
  facts: { userId?: string; name?: string; mode?: "view" | "control"; device?: string } = {},
) => ({
  viewerId,
  userId: "ada",
  name: "Ada",
  mode: "control" as const,
  device: "Chrome on Linux",
  since: 0,
  ...facts,
});
const audience = (viewers: Audience["viewers"], facts: Partial<Audience> = {}): Audience => ({
  viewers,
  viewerCount: viewers.length,
  controller: "me",
  me: "me",
  ...facts,
});

test("alone there is nothing to say", () => {
  expect(othersWords(audience([viewer("me")]))).toBeNull();
  expect(controllerWords(audience([viewer("me")]))).toBeNull();
});

test("one's own other views are named by their device, other people by their name", () => {
  const bob = viewer("bob", { userId: "bob", name: "Bob", mode: "view" });
  const phone = viewer("phone", { device: "Safari on iOS" });
  const all = audience([phone, viewer("me"), bob], { controller: "phone" });
  expect(othersWords(all)).toBe("Safari on iOS · Bob (Chrome on Linux), view only");
  expect(controllerWords(all)).toBe("Safari on iOS");
});

test("many are counted, also those that are not listed", () => {
  const all = audience([viewer("me"), viewer("a"), viewer("b"), viewer("c", { device: "" })], { viewerCount: 1_000 });
  expect(othersWords(all)).toBe("Chrome on Linux · Chrome on Linux · 997 more");
});
