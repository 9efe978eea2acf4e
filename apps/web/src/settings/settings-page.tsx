import { lazy, type ReactNode, Suspense } from "react";
import { NotificationSettings } from "../notifications/notification-settings.tsx";
import { SkeletonRows } from "../ui/faces.tsx";
import { useUser } from "../session/use-user.ts";
import { Page, Panel } from "../ui/page.tsx";
import { AppearanceSettings } from "./appearance-settings.tsx";
import { ConnectedSettings } from "./connected-settings.tsx";
import { LoginSettings } from "./login-settings.tsx";
import { PasswordSettings } from "./password-settings.tsx";
import { ProfileSettings } from "./profile-settings.tsx";
import { TerminalSettings } from "./terminal-settings.tsx";
import { TokenSettings } from "./token-settings.tsx";
import { VaultSettings } from "../vault/vault-settings.tsx";

// With what draws pictures for cameras and talks to devices: it comes when it is looked at.
const SecuritySettings = lazy(async () => ({ default: (await import("../security/security-settings.tsx")).SecuritySettings }));

/** Who I am, how things look here, my devices and the tokens of my scripts. */
export function SettingsPage(): ReactNode {
  const user = useUser();
  if (!user) return null;
  return (
    <Page title="Settings">
      <Panel title="Profile">
        <ProfileSettings user={user} />
      </Panel>
      <Panel title="Password">
        <PasswordSettings email={user.email} />
      </Panel>
      <Suspense fallback={<SkeletonRows rows={1} what="how you sign in" />}>
        <SecuritySettings />
      </Suspense>
      <ConnectedSettings />
      <LoginSettings />
      <Panel title="Appearance">
        <AppearanceSettings />
      </Panel>
      <Panel title="Terminals">
        <TerminalSettings />
      </Panel>
      <NotificationSettings />
      <VaultSettings />
      <TokenSettings />
    </Page>
  );
}
