import fc from "fast-check";
import { expect, test } from "vitest";
import { completeLength } from "./utf8.ts";

test("text cut anywhere is whole characters, and at most three bytes of the next", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.nat(), (text, cut) => {
      const bytes = new TextEncoder().encode(text);
      const part = bytes.subarray(0, cut % (bytes.length + 1));
      const whole = completeLength(part);
      expect(part.length - whole).toBeLessThanOrEqual(3);
      expect(text.startsWith(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(part.subarray(0, whole)))).toBe(
        true,
      );
    }),
  );
});

test("bytes that are no text are not held back for long", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 20 }), (bytes) => {
      expect(bytes.length - completeLength(bytes)).toBeLessThanOrEqual(3);
    }),
  );
});
