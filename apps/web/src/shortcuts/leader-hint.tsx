import { type ReactNode, useEffect } from "react";
import { actions } from "../actions/actions.ts";
import { useStore } from "../store/use-store.ts";
import { Kbd } from "../ui/kbd.tsx";
import { leaderPending } from "./leader-state.ts";
import { keyLabel } from "./key-label.ts";

/** What the key after the leader can be, while it is awaited. */
export function LeaderHint(): ReactNode {
  const pending = useStore(leaderPending);
  const offered = useStore(actions);
  useEffect(() => {
    if (!pending) return undefined;
    const cancel = (): void => leaderPending.set(false);
    addEventListener("pointerdown", cancel);
    addEventListener("blur", cancel);
    return () => {
      removeEventListener("pointerdown", cancel);
      removeEventListener("blur", cancel);
    };
  }, [pending]);
  if (!pending) return null;
  return (
    <output
      aria-label="Next key"
      className="fixed bottom-4 left-1/2 z-50 w-max max-w-[calc(100vw-24px)] -translate-x-1/2 rounded border border-line bg-raised p-3"
    >
      <ul className="grid grid-cols-3 gap-x-6 gap-y-1.5 max-sm:grid-cols-1">
        {offered
          .filter((action) => action.leaderKey)
          .map((action) => (
            <li key={action.id} className="flex items-center gap-2">
              <Kbd>{keyLabel(action.leaderKey ?? "")}</Kbd>
              <span>{action.label}</span>
            </li>
          ))}
        <li className="flex items-center gap-2 text-ink-faint">
          <Kbd>Esc</Kbd>
          <span>Cancel</span>
        </li>
      </ul>
    </output>
  );
}
