import type { ReactNode } from "react";
import { type Action, actions } from "../actions/actions.ts";
import { preferences } from "../preferences/preferences.ts";
import { closeDialog } from "../shell/open-dialog.ts";
import { useStore } from "../store/use-store.ts";
import { Dialog } from "../ui/dialog.tsx";
import { Kbd } from "../ui/kbd.tsx";
import { keyLabel } from "./key-label.ts";
import { leaderOf } from "./leaders.ts";
import { isMac, paletteKeys } from "./platform.ts";

/** Every key that does something here. */
export function ShortcutSheet(): ReactNode {
  const offered = useStore(actions);
  const leader = leaderOf(useStore(preferences).leader).label;
  const copy = isMac() ? "⌘C" : "Ctrl+Shift+C";
  const paste = isMac() ? "⌘V" : "Ctrl+Shift+V";
  return (
    <Dialog title="Shortcuts" open onClose={closeDialog} wide>
      <div className="grid gap-6 sm:grid-cols-2">
        <Keys title="Anywhere">
          <Row label="Search and commands" keys={[paletteKeys()]} />
          {offered.map((action) => action.keys && <Row key={action.id} label={action.label} keys={pressesOf(action)} />)}
        </Keys>
        <Keys title="In a terminal">
          <p className="pb-1 text-ink-soft">
            All keys go to the program, except these. Press <Kbd>{leader}</Kbd> first, then one of:
          </p>
          {offered.map(
            (action) => action.leaderKey && <Row key={action.id} label={action.label} keys={[keyLabel(action.leaderKey)]} />,
          )}
          {offered.some((action) => action.hiddenKey) && <Row label="Tab 1 to 9" keys={["1", "…", "9"]} />}
          <Row label="Copy the selection" keys={[copy]} />
          <Row label="Paste" keys={[paste]} />
        </Keys>
      </div>
    </Dialog>
  );
}

function pressesOf(action: Action): string[] {
  const { keys = "" } = action;
  return keys === " " ? [keyLabel(keys)] : keys.split(" ").map(keyLabel);
}

function Keys({ title, children }: { title: string; children: ReactNode }): ReactNode {
  return (
    <section aria-label={title}>
      <h3 className="mb-1.5 font-semibold">{title}</h3>
      <div className="flex flex-col gap-1">{children}</div>
    </section>
  );
}

function Row({ label, keys }: { label: string; keys: readonly string[] }): ReactNode {
  return (
    <div className="flex items-center justify-between gap-3">
      <span className="text-ink-soft">{label}</span>
      <span className="flex gap-1">
        {keys.map((key) => (
          <Kbd key={key}>{key}</Kbd>
        ))}
      </span>
    </div>
  );
}
