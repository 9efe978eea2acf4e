import { findWorker } from "./worker.ts";

/** Whether this browser can show notifications, and whether it may. */
export type Permission = "insecure" | "unsupported" | "denied" | "default" | "granted";

export interface ThisDevice {
  readonly permission: Permission;
  /** Where a push service reaches this browser; `null` when it has not subscribed. */
  readonly endpoint: string | null;
}

interface Browser {
  readonly isSecureContext: boolean;
  readonly navigator: object;
  readonly Notification?: { readonly permission: NotificationPermission };
  readonly PushManager?: unknown;
}

export function permissionHere(scope: Browser): Permission {
  if (!scope.isSecureContext) return "insecure";
  if (!("serviceWorker" in scope.navigator) || !scope.PushManager || !scope.Notification) return "unsupported";
  return scope.Notification.permission;
}

export async function lookAtThisDevice(): Promise<ThisDevice> {
  const permission = permissionHere(window);
  if (permission !== "granted") return { permission, endpoint: null };
  const subscription = await (await findWorker())?.pushManager.getSubscription();
  return { permission, endpoint: subscription?.endpoint ?? null };
}
