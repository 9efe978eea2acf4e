import { ArrowDown, ArrowLeft, ArrowRight, ArrowUp } from "lucide-react";
import type { ReactNode } from "react";
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

/** The keys that phones' keyboards lack. Ctrl waits for the next key. */
export function KeyBar({ surface }: { surface: Surface }): ReactNode {
  const { stickyCtrl } = useStore(surface.state);
  return (
    <div
      role="toolbar"
      tabIndex={-1}
      aria-label="Keys"
      className="flex gap-1 overflow-x-auto border-t border-line bg-panel p-1 pb-[max(4px,env(safe-area-inset-bottom))] [scrollbar-width:none] sm:hidden pointer-coarse:flex"
    >
      <Key onPress={() => surface.press("Escape")}>Esc</Key>
      <Key pressed={stickyCtrl} onPress={() => surface.toggleCtrl()}>
        Ctrl
      </Key>
      {KEYS.map(({ key, label, face }) => (
        <Key key={key} label={label} onPress={() => surface.press(key)}>
          {face}
        </Key>
      ))}
    </div>
  );
}

interface KeyProps {
  label?: string;
  pressed?: boolean;
  onPress: () => void;
  children: ReactNode;
}

function Key({ label, pressed, onPress, children }: KeyProps): ReactNode {
  return (
    <button
      type="button"
      aria-label={label}
      aria-pressed={pressed}
      onClick={onPress}
      // The focus, and with it the phone's keyboard, stays where it is.
      onPointerDown={(event) => event.preventDefault()}
      onMouseDown={(event) => event.preventDefault()}
      className={cx(
        "inline-flex h-11 min-w-11 shrink-0 items-center justify-center rounded border px-2.5 font-medium active:bg-pressed",
        pressed ? "border-accent bg-accent-soft text-accent" : "border-line bg-raised",
      )}
    >
      {children}
    </button>
  );
}
