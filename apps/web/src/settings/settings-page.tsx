import type { ReactNode } from "react";
import { ROLE_WORDS } from "../admin/role-words.ts";
import { NotificationSettings } from "../notifications/notification-settings.tsx";
import { useUser } from "../session/use-user.ts";
import { Page, Panel } from "../ui/page.tsx";
import { AppearanceSettings } from "./appearance-settings.tsx";
import { TerminalSettings } from "./terminal-settings.tsx";
import { TokenSettings } from "./token-settings.tsx";

/** Who I am, how things look here, my devices and the tokens of my scripts. */
export function SettingsPage(): ReactNode {
  const user = useUser();
  if (!user) return null;
  return (
    <Page title="Settings">
      <Panel title="Profile">
        <dl className="grid grid-cols-[8rem_1fr] gap-y-1.5 px-4 py-3">
          <dt className="text-ink-soft">Name</dt>
          <dd>{user.name}</dd>
          <dt className="text-ink-soft">E-mail</dt>
          <dd>{user.email}</dd>
          <dt className="text-ink-soft">Role</dt>
          <dd>{ROLE_WORDS[user.role]}</dd>
        </dl>
      </Panel>
      <Panel title="Appearance">
        <AppearanceSettings />
      </Panel>
      <Panel title="Terminals">
        <TerminalSettings />
      </Panel>
      <NotificationSettings />
      <TokenSettings />
    </Page>
  );
}
