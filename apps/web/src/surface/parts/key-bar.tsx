import { ArrowDown, ArrowLeft, ArrowRight, ArrowUp } from "lucide-react";
import type { PointerEvent, ReactNode } from "react";
import { useStore } from "../../store/use-store.ts";
import { cx } from "../../ui/cx.ts";
import type { BarKey } from "../core/key-bytes.ts";
import type { Surface } from "../core/surface.ts";

const KEYS: readonly { key: BarKey; label: string; face: ReactNode }[] = [
  { key: "Tab", label: "Tab", face: "Tab" },
  { key: "ArrowLeft", label: "Left arrow", face: <ArrowLeft size={16} aria-hidden /> },
  { key: "ArrowDown", label: "Down arrow", face: <ArrowDown size={16} aria-hidden /> },
  { key: "ArrowUp", label: "Up arrow", face: <ArrowUp size={16} aria-hidden /> },
  { key: "ArrowRight", label: "Right arrow", face: <ArrowRight size={16} aria-hidden /> },
  { key: "|", label: "Pipe", face: "|" },
  { key: "~", label: "Tilde", face: "~" },
  { key: "/", label: "Slash", face: "/" },
  { key: "-", label: "Hyphen", face: "-" },
];

const KEY = "inline-flex h-11 min-w-11 shrink-0 items-center justify-center rounded border border-line bg-raised px-2.5 font-medium active:bg-pressed";

/** The keys that phones' keyboards lack. Ctrl waits for the next key. */
export function KeyBar({ surface }: { surface: Surface }): ReactNode {
  const { stickyCtrl } = useStore(surface.state);
  // The focus, and with it the phone's keyboard, stays where it is.
  const keepFocus = (event: PointerEvent): void => event.preventDefault();
  return (
    <div
      role="toolbar"
      aria-label="Keys"
      onPointerDown={keepFocus}
      onMouseDown={(event) => event.preventDefault()}
      className="flex gap-1 overflow-x-auto border-t border-line bg-panel p-1 pb-[max(4px,env(safe-area-inset-bottom))] [scrollbar-width:none] sm:hidden pointer-coarse:flex"
    >
      <button type="button" className={KEY} onClick={() => surface.press("Escape")}>
        Esc
      </button>
      <button
        type="button"
        aria-pressed={stickyCtrl}
        className={cx(KEY, stickyCtrl && "border-accent bg-accent-soft text-accent")}
        onClick={() => surface.toggleCtrl()}
      >
        Ctrl
      </button>
      {KEYS.map(({ key, label, face }) => (
        <button key={key} type="button" aria-label={label} className={KEY} onClick={() => surface.press(key)}>
          {face}
        </button>
      ))}
    </div>
  );
}
