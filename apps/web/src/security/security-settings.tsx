import type { ReactNode } from "react";
import { Panel } from "../ui/page.tsx";
import { PasskeySettings } from "./passkey-settings.tsx";
import { SecondFactorSettings } from "./second-factor-settings.tsx";

/** What signs this person in beside the password. */
export function SecuritySettings(): ReactNode {
  return (
    <Panel title="Security">
      <SecondFactorSettings />
      <PasskeySettings />
    </Panel>
  );
}
