import fc from "fast-check";
import { expect, test } from "vitest";
import { completeUtf8Length } from "./utf8.ts";

test("text that is cut anywhere is held back to the last whole character, and no further", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 20 }), fc.nat(), (text, cut) => {
      const bytes = new TextEncoder().encode(text);
      const part = bytes.subarray(0, cut % (bytes.length + 1));
      const whole = completeUtf8Length(part);
      expect(part.length - whole).toBeLessThan(4);
      expect(() => new TextDecoder("utf-8", { fatal: true }).decode(part.subarray(0, whole))).not.toThrow();
      const begins = whole < part.length ? (bytes[whole] ?? 0) : 0xc0;
      expect(begins).toBeGreaterThanOrEqual(0xc0);
    }),
  );
});

test("bytes that are no text are not held back for long", () => {
  expect(completeUtf8Length(Uint8Array.of(0x80, 0x80, 0x80, 0x80))).toBe(4);
  expect(completeUtf8Length(Uint8Array.of(0xff))).toBe(1);
  expect(completeUtf8Length(Uint8Array.of(0xe2, 0x80))).toBe(0);
  expect(completeUtf8Length(new Uint8Array())).toBe(0);
});
