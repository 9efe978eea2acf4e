import { expect, test } from "vitest";
import { refusalWords } from "./refusal-words.ts";
import { permissionHere } from "./this-device.ts";

interface Parts {
  readonly secure?: boolean;
  readonly worker?: boolean;
  readonly permission?: NotificationPermission;
}

/** A browser's window as far as it matters here. */
const browser = ({ secure = true, worker = true, permission = "default" }: Parts) => ({
  isSecureContext: secure,
  navigator: worker ? { serviceWorker: {} } : {},
  PushManager: {},
  Notification: { permission },
});

test("each refusal says what to do, and a browser that may be asked shows none", () => {
  expect(refusalWords(permissionHere(browser({ secure: false })))).toContain("https://");
  expect(refusalWords(permissionHere(browser({ worker: false })))).toContain("home screen");
  expect(refusalWords(permissionHere(browser({ permission: "denied" })))).toContain("settings for this site");
  expect(refusalWords(permissionHere(browser({})))).toBeNull();
  expect(permissionHere(browser({ permission: "granted" }))).toBe("granted");
});
