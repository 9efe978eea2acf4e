import { useEffect } from "react";
import { actions } from "../actions/actions.ts";
import { preferences } from "../preferences/preferences.ts";
import { closeDialog, dialog, openDialog } from "../shell/open-dialog.ts";
import { createKeySequence, isModifier, keyName } from "./key-sequence.ts";
import { isLeader, leaderOf } from "./leaders.ts";
import { leaderPending } from "./leader-state.ts";
import { isMac } from "./platform.ts";

/** The mark of the element whose keys belong to a program. */
export const TERMINAL_KEYS = "[data-terminal-keys]";

function take(event: KeyboardEvent): void {
  event.preventDefault();
  event.stopPropagation();
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

/** Space presses what has the focus, if that is a button. */
function isPressed(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("button, a, summary, [role=button]") !== null;
}

function isPaletteKey(event: KeyboardEvent, inTerminal: boolean): boolean {
  if (event.key.toLowerCase() !== "k" || event.shiftKey || event.altKey) return false;
  // Ctrl-K means something to nearly every program; Cmd-K never reaches one.
  return isMac() ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey && !inTerminal;
}

/** A key after the leader as actions name it: letters in lower case, others as they are, `Shift+` only where keys have no second face. */
function afterLeader({ key, shiftKey }: KeyboardEvent): string {
  if (key.length === 1) return key.toLowerCase();
  return shiftKey ? `Shift+${key}` : key;
}

function runAfterLeader(event: KeyboardEvent): void {
  if (isModifier(event)) return;
  take(event);
  const key = afterLeader(event);
  const action = actions.get().find(({ leaderKey, hiddenKey }) => leaderKey === key || hiddenKey === key);
  leaderPending.set(action?.repeats === true);
  action?.run();
}

/** Listens to the whole page's keys, before a terminal gets them. */
export function useShortcuts(): void {
  useEffect(() => {
    const sequence = createKeySequence();
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.isComposing) return;
      if (leaderPending.get()) return runAfterLeader(event);
      if (isLeader(event, leaderOf(preferences.get().leader))) {
        take(event);
        leaderPending.set(true);
        return;
      }
      const inTerminal = event.target instanceof Element && event.target.closest(TERMINAL_KEYS) !== null;
      if (isPaletteKey(event, inTerminal)) {
        take(event);
        if (dialog.get()?.name === "palette") closeDialog();
        else openDialog({ name: "palette" });
        return;
      }
      if (inTerminal || dialog.get() !== null || isTyping(event.target)) return;
      const name = keyName(event);
      if (name === null || (name === " " && isPressed(event.target))) return;
      const known = new Map(actions.get().flatMap((action) => (action.keys ? [[action.keys, action] as const] : [])));
      const found = known.get(sequence(name, event.timeStamp, new Set(known.keys())) ?? "");
      if (!found) return;
      take(event);
      found.run();
    };
    addEventListener("keydown", onKeyDown, true);
    return () => removeEventListener("keydown", onKeyDown, true);
  }, []);
}
