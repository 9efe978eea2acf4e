import type { Permission } from "./this-device.ts";

const WORDS: Readonly<Record<Permission, string | null>> = {
  insecure: "Browsers notify for pages that came over HTTPS only. Open Pilothouse by its https:// address.",
  unsupported:
    "This browser has no notifications for pages. On an iPhone or iPad, add Pilothouse to the home screen and open it there.",
  denied: "This browser blocks notifications from this address. Allow them in its settings for this site, then come back.",
  default: null,
  granted: null,
};

/** Why this browser cannot be switched on from here, and what to do; `null` when it can. */
export function refusalWords(permission: Permission): string | null {
  return WORDS[permission];
}
