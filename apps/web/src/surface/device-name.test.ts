import { expect, test } from "vitest";
import { deviceName } from "./device-name.ts";

const CHROME = "(KHTML, like Gecko) Chrome/140.0.0.0";

test("common browsers are known by what they say of themselves", () => {
  expect(deviceName(`Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 ${CHROME} Safari/537.36`)).toBe("Chrome on Linux");
  expect(deviceName(`Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 ${CHROME} Safari/537.36 Edg/140.0`)).toBe(
    "Edge on Windows",
  );
  expect(deviceName("Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:140.0) Gecko/20100101 Firefox/140.0")).toBe(
    "Firefox on macOS",
  );
  expect(deviceName("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1")).toBe(
    "Safari on iOS",
  );
  expect(deviceName(`Mozilla/5.0 (Linux; Android 15) ${CHROME} Mobile Safari/537.36`)).toBe("Chrome on Android");
  expect(deviceName("curl")).toBe("A browser");
});
