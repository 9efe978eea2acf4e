import { stat } from "node:fs/promises";
import { join } from "node:path";
import { LIMITS, PushDevice, type PushKey } from "@pilothouse/contracts";
import { expect, test } from "vitest";
import { testBrowser } from "./testing/browser.ts";
import { openTestPush } from "./testing/open-test-push.ts";
import { startPushService } from "./testing/push-service.ts";
import { vapidClaims } from "./testing/vapid-claims.ts";

const endpointsOf = ({ devices }: PushKey) => devices.map(({ endpoint }) => endpoint);

test("a notification arrives sealed and signed, and only its browser can read it", async () => {
  await using service = await startPushService();
  await using opened = await openTestPush(service.door);
  const { push, ada, bob } = opened;
  const browser = testBrowser(`${service.url}/one`);
  await push.subscribe(ada, browser.device);
  expect(await push.test(bob)).toEqual({ sent: 0, failed: 0 });
  expect(await push.test(ada)).toEqual({ sent: 1, failed: 0 });

  const [{ path, headers, body } = { path: "", headers: {}, body: Buffer.alloc(0) }] = service.received;
  expect(path).toBe("/one");
  expect(headers).toMatchObject({ "content-encoding": "aes128gcm", urgency: "high", topic: "test" });
  expect(body.toString("latin1")).not.toContain("Pilothouse");
  expect(browser.open(body)).toEqual({
    title: "Pilothouse",
    body: "Notifications reach this device",
    path: "/settings",
    tag: "test",
  });
  expect(() => testBrowser("").open(body)).toThrow();
  const { publicKey } = await push.key(ada);
  expect(vapidClaims(String(headers["authorization"]), publicKey)).toMatchObject({ aud: service.url });
});

test("a service in trouble is asked again, so many times; a browser that is gone is forgotten", async () => {
  await using service = await startPushService([503, 429]);
  await using opened = await openTestPush(service.door);
  const { push, ada } = opened;
  const { device } = testBrowser(`${service.url}/one`);
  await push.subscribe(ada, device);
  expect(await push.test(ada)).toEqual({ sent: 1, failed: 0 });
  expect(service.received).toHaveLength(LIMITS.pushTries);

  await using broken = await startPushService(Array.from({ length: LIMITS.pushTries }, () => 500));
  await push.unsubscribe(ada, device);
  // The door of the first service trusts the certificate of both.
  await push.subscribe(ada, testBrowser(`${broken.url}/two`).device);
  expect(await push.test(ada)).toEqual({ sent: 0, failed: 1 });
  expect(broken.received).toHaveLength(LIMITS.pushTries);
  expect(endpointsOf(await push.key(ada))).toEqual([`${broken.url}/two`]);

  await using gone = await startPushService([410]);
  await push.subscribe(ada, testBrowser(`${gone.url}/three`).device);
  expect(await push.test(ada)).toEqual({ sent: 1, failed: 1 });
  expect(endpointsOf(await push.key(ada))).toEqual([`${broken.url}/two`]);
});

test("one test of a user's devices at a time", async () => {
  await using service = await startPushService();
  await using opened = await openTestPush(service.door);
  const { push, ada, bob } = opened;
  await push.subscribe(ada, testBrowser(`${service.url}/one`).device);
  const first = push.test(ada);
  await expect(push.test(ada)).rejects.toMatchObject({ kind: "quota" });
  expect(await push.test(bob)).toEqual({ sent: 0, failed: 0 });
  expect(await first).toEqual({ sent: 1, failed: 0 });
  expect(await push.test(ada)).toEqual({ sent: 1, failed: 0 });
});

test("what is told arrives; nothing does any more once the sign-in of the device is revoked", async () => {
  await using service = await startPushService();
  await using opened = await openTestPush(service.door);
  const { push, ada, bob } = opened;
  const browser = testBrowser(`${service.url}/one`);
  await push.subscribe(ada, browser.device);
  const notice = { title: "build", body: "Is done", path: "/terminals/1", tag: "1", urgent: false };
  push.tell(ada.userId, notice);
  push.tell(bob.userId, notice);
  await expect.poll(() => service.received.length, { timeout: 10_000 }).toBe(1);
  expect(browser.open(service.received[0]?.body ?? Buffer.alloc(0))).toMatchObject({ title: "build", body: "Is done" });

  push.revoke({ userId: ada.userId, loginId: crypto.randomUUID() });
  push.revoke({ userId: bob.userId });
  expect(await push.test(ada)).toEqual({ sent: 1, failed: 0 });
  if (ada.via.kind === "login") push.revoke({ userId: ada.userId, loginId: ada.via.loginId });
  expect(await push.test(ada)).toEqual({ sent: 0, failed: 0 });
});

test("a device follows who has its secret, and nobody else takes it or ends it", async () => {
  await using service = await startPushService();
  await using opened = await openTestPush(service.door);
  const { push, ada, bob } = opened;
  const { device } = testBrowser(`${service.url}/shared`);
  await push.subscribe(ada, device);
  await expect(push.subscribe(bob, testBrowser(device.endpoint).device)).rejects.toMatchObject({ kind: "conflict" });
  await push.unsubscribe(bob, device);
  expect(endpointsOf(await push.key(ada))).toEqual([device.endpoint]);
  await push.subscribe(bob, device);
  expect(endpointsOf(await push.key(ada))).toEqual([]);
  expect(endpointsOf(await push.key(bob))).toEqual([device.endpoint]);
});

test("one device more than there may be replaces the oldest", async () => {
  await using service = await startPushService();
  await using opened = await openTestPush(service.door);
  const { push, ada } = opened;
  for (let at = 0; at <= LIMITS.pushDevicesPerUser; at += 1)
    await push.subscribe(ada, testBrowser(`${service.url}/${at}`).device);
  const endpoints = endpointsOf(await push.key(ada));
  expect(endpoints).toHaveLength(LIMITS.pushDevicesPerUser);
  expect(endpoints).not.toContain(`${service.url}/0`);
});

test("one's devices are listed by the names they gave themselves, the newest first", async () => {
  await using service = await startPushService();
  await using opened = await openTestPush(service.door);
  const { push, ada, bob } = opened;
  const first = testBrowser(`${service.url}/desk`);
  await push.subscribe(ada, { ...first.device, name: "Firefox on Linux" });
  await push.subscribe(ada, testBrowser(`${service.url}/phone`).device);
  expect((await push.key(ada)).devices).toMatchObject([
    { endpoint: `${service.url}/phone`, name: "" },
    { endpoint: `${service.url}/desk`, name: "Firefox on Linux" },
  ]);
  expect((await push.key(bob)).devices).toEqual([]);
  expect(PushDevice.safeParse({ ...first.device, name: "n".repeat(LIMITS.pushNameCharacters) }).success).toBe(true);
  expect(PushDevice.safeParse({ ...first.device, name: "n".repeat(LIMITS.pushNameCharacters + 1) }).success).toBe(false);
});

test("the key is made once, for its owner alone", async () => {
  await using opened = await openTestPush();
  const { push, open, folder, ada } = opened;
  const { publicKey } = await push.key(ada);
  await using again = await open();
  expect((await again.key(ada)).publicKey).toBe(publicKey);
  expect((await stat(join(folder, "keys", "web-push.json"))).mode & 0o777).toBe(0o600);
});
