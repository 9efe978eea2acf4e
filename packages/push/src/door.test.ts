import { expect, test } from "vitest";
import { doorWith, isPublicEndpoint } from "./door.ts";
import { testBrowser } from "./testing/browser.ts";
import { openTestPush } from "./testing/open-test-push.ts";

test.each([
  "https://127.0.0.1/x",
  "https://[::1]/x",
  "https://2130706433/x",
  "https://0x7f.1/x",
  "https://localhost/x",
  "https://metadata/x",
  "https://push.example.org:8443/x",
  "https://user:word@push.example.org/x",
  "http://push.example.org/x",
])("S28: an endpoint is a public host on the usual port: not %s", (endpoint) => {
  expect(isPublicEndpoint(new URL(endpoint))).toBe(false);
});

test("the services of the browsers' makers are public", () => {
  expect(isPublicEndpoint(new URL("https://fcm.googleapis.com/fcm/send/abc"))).toBe(true);
  expect(isPublicEndpoint(new URL("https://web.push.apple.com/QAbc"))).toBe(true);
});

test("S28: a device behind another endpoint is refused, and a name that leads home is not reached", async () => {
  await using opened = await openTestPush();
  const { push, ada } = opened;
  await expect(push.subscribe(ada, testBrowser("https://127.0.0.1/x").device)).rejects.toMatchObject({ kind: "invalid" });
  await push.subscribe(ada, testBrowser("https://home.localhost/x").device);
  expect(await push.test(ada)).toEqual({ sent: 0, failed: 1 });
});

test("a push service of the owner's own is called by its exact origin, and opens no other door", () => {
  const door = doorWith(["https://push.home.arpa:8443"]);
  const allowed = (url: string) => door.allows(new URL(url));
  expect([allowed("https://push.home.arpa:8443/x"), allowed("https://web.push.apple.com/x")]).toEqual([true, true]);
  expect([allowed("https://push.home.arpa:9443/x"), allowed("https://127.0.0.1:8443/x")]).toEqual([false, false]);
  const own = door.agentFor(new URL("https://push.home.arpa:8443/x"));
  expect(door.agentFor(new URL("https://web.push.apple.com/x"))).not.toBe(own);
});
