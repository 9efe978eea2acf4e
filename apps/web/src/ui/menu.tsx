import { Menu as Base } from "@base-ui/react/menu";
import type { LucideIcon } from "lucide-react";
import type { ReactElement, ReactNode } from "react";
import { cx } from "./cx.ts";

export interface MenuEntry {
  /** Needed where two entries may have the same label. */
  id?: string;
  label: string;
  icon?: LucideIcon;
  shortcut?: string;
  danger?: boolean;
  run: () => void;
}

export interface MenuProps {
  trigger: ReactElement;
  /** Groups of entries, with a line between groups. */
  groups: readonly (readonly MenuEntry[])[];
  header?: ReactNode;
}

/** Menus open inside the main landmark, which is looked up when one does. */
const CONTENT = {
  get current(): HTMLElement | null {
    return document.getElementById("content");
  },
};

/** A menu behind a button. */
export function Menu({ trigger, groups, header }: MenuProps): ReactNode {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal container={CONTENT}>
        <Base.Positioner positionMethod="fixed" sideOffset={4} align="end" className="z-50">
          <Base.Popup className="min-w-48 rounded border border-line bg-raised py-1 text-ink outline-none">
            {header && <div className="border-b border-line px-3 pt-1 pb-2">{header}</div>}
            {groups
              .filter((group) => group.length > 0)
              .map((group, index) => (
                <Base.Group key={group[0]?.label} className={cx(index > 0 && "mt-1 border-t border-line pt-1")}>
                  {group.map((entry) => (
                    <MenuRow key={entry.id ?? entry.label} entry={entry} />
                  ))}
                </Base.Group>
              ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

function MenuRow({ entry }: { entry: MenuEntry }): ReactNode {
  const Icon = entry.icon;
  return (
    <Base.Item
      onClick={entry.run}
      className={cx(
        "flex h-8 cursor-pointer items-center gap-2 px-3 outline-none select-none data-highlighted:bg-hover max-sm:h-11",
        entry.danger && "text-red",
      )}
    >
      {Icon && <Icon size={15} strokeWidth={1.75} aria-hidden />}
      <span className="flex-1">{entry.label}</span>
      {entry.shortcut && <span className="text-xs text-ink-faint">{entry.shortcut}</span>}
    </Base.Item>
  );
}
