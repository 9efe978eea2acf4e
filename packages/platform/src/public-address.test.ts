import { expect, test } from "vitest";
import { isPublicAddress } from "./public-address.ts";

test.each([
  "10.1.2.3",
  "127.0.0.1",
  "169.254.169.254",
  "192.168.0.1",
  "100.64.0.1",
  "::1",
  "fe80::1",
  "fd00::1",
  "::ffff:10.0.0.1",
  "2002:a00:1::",
])("S28: a name that leads to %s is not called", (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

test("addresses of the open internet are called", () => {
  expect([isPublicAddress("142.250.1.95"), isPublicAddress("2a00:1450:4001::5f")]).toEqual([true, true]);
});
