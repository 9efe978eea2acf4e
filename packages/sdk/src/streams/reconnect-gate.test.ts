import { afterEach, expect, test, vi } from "vitest";
import { PilothouseError } from "../error.ts";
import { ReconnectGate } from "./reconnect-gate.ts";

afterEach(() => void vi.unstubAllGlobals());

const noToken = () => Promise.resolve(undefined);

/** One that has failed so often that it waits for seconds. */
function tiredGate(): ReconnectGate {
  const gate = new ReconnectGate(noToken);
  for (let failures = 0; failures < 20; failures += 1) gate.failed();
  return gate;
}

test("a page that is looked at again waits no longer, and one that is hidden still does", async () => {
  const page = Object.assign(new EventTarget(), { visibilityState: "hidden" });
  vi.stubGlobal("document", page);
  let passed = false;
  const passing = tiredGate()
    .pass()
    .then(() => {
      passed = true;
    });
  page.dispatchEvent(new Event("visibilitychange"));
  await Promise.resolve();
  expect(passed).toBe(false);
  page.visibilityState = "visible";
  page.dispatchEvent(new Event("visibilitychange"));
  await passing;
  expect(passed).toBe(true);
});

test("a browser that is online again waits no longer", async () => {
  const browser = new EventTarget();
  vi.stubGlobal("addEventListener", browser.addEventListener.bind(browser));
  vi.stubGlobal("removeEventListener", browser.removeEventListener.bind(browser));
  const gate = tiredGate();
  const passing = gate.pass();
  browser.dispatchEvent(new Event("online"));
  await expect(passing).resolves.toBeUndefined();
});

test("nobody waits at a gate that is stopped, and a later attempt may pass", async () => {
  const gate = tiredGate();
  const passing = gate.pass();
  gate.stop();
  await expect(passing).rejects.toBeInstanceOf(PilothouseError);
  gate.succeeded();
  await gate.pass();
});

test("a token that was refused is asked for once more, by its name", async () => {
  const asked: (string | undefined)[] = [];
  const gate = new ReconnectGate((refused) => {
    asked.push(refused);
    return Promise.resolve(`token-${asked.length}`);
  });
  await gate.pass();
  gate.refuse();
  await gate.pass();
  await gate.pass();
  expect(asked).toEqual([undefined, "token-1", undefined]);
  expect(await gate.renew()).toBe(true);
  expect(asked.at(-1)).toBe("token-3");
});

test("a source that has no token any more lets the socket open without one; one that fails for now does not", async () => {
  const over = new ReconnectGate(() => Promise.reject(new PilothouseError({ kind: "unauthenticated", message: "over" })));
  await over.pass();
  expect(over.token).toBeUndefined();
  const away = new ReconnectGate(() => Promise.reject(new TypeError("no network")));
  await expect(away.pass()).rejects.toThrow("no network");
});
