import { ArrowDown, ArrowLeft, ArrowRight, ArrowUp, ClipboardPaste, Ellipsis } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useStore } from "../../store/use-store.ts";
import { cx } from "../../ui/cx.ts";
import type { BarKey } from "../core/key-bytes.ts";
import { toggleSticky } from "../core/sticky-keys.ts";
import type { Surface } from "../core/surface.ts";
import { pasteInto } from "../paste-into.ts";

interface BarFace {
  key: BarKey;
  label: string;
  face: ReactNode;
}

const ARROWS: readonly BarFace[] = [
  { key: "ArrowLeft", label: "Left arrow", face: <ArrowLeft size={16} aria-hidden /> },
  { key: "ArrowDown", label: "Down arrow", face: <ArrowDown size={16} aria-hidden /> },
  { key: "ArrowUp", label: "Up arrow", face: <ArrowUp size={16} aria-hidden /> },
  { key: "ArrowRight", label: "Right arrow", face: <ArrowRight size={16} aria-hidden /> },
];
const MORE: readonly BarFace[] = [
  { key: "|", label: "Pipe", face: "|" },
  { key: "~", label: "Tilde", face: "~" },
  { key: "/", label: "Slash", face: "/" },
  { key: "-", label: "Hyphen", face: "-" },
  { key: "Home", label: "Home", face: "Home" },
  { key: "End", label: "End", face: "End" },
  { key: "PageUp", label: "Page up", face: "PgUp" },
  { key: "PageDown", label: "Page down", face: "PgDn" },
];
/** Control characters that are pressed most. */
const CHORDS: readonly { text: string; label: string; face: string }[] = [
  { text: "\x03", label: "Ctrl+C, interrupt", face: "^C" },
  { text: "\x04", label: "Ctrl+D, end of input", face: "^D" },
  { text: "\x1a", label: "Ctrl+Z, suspend", face: "^Z" },
  { text: "\x12", label: "Ctrl+R, search back", face: "^R" },
  { text: "\x1b[Z", label: "Shift+Tab", face: "⇧Tab" },
];

/** The keys that phones' keyboards lack. Ctrl and Alt wait for the next key. */
export function KeyBar({ surface }: { surface: Surface }): ReactNode {
  const { stickyCtrl, stickyAlt } = useStore(surface.state);
  const [more, setMore] = useState(false);
  const keyOf = ({ key, label, face }: BarFace): ReactNode => (
    <Key key={key} label={label} onPress={() => surface.press(key)}>
      {face}
    </Key>
  );
  return (
    <div
      role="toolbar"
      tabIndex={-1}
      aria-label="Keys"
      className="border-t border-line bg-panel pb-[env(safe-area-inset-bottom)] sm:hidden pointer-coarse:block"
    >
      {more && (
        <div className="flex flex-wrap gap-1 border-b border-line p-1">
          {CHORDS.map(({ text, label, face }) => (
            <Key key={label} label={label} onPress={() => surface.send(text)}>
              {face}
            </Key>
          ))}
          {MORE.map(keyOf)}
        </div>
      )}
      <div className="flex gap-1 p-1">
        <div className="flex min-w-0 flex-1 [scrollbar-width:none] gap-1 overflow-x-auto">
          <Key onPress={() => surface.press("Escape")}>Esc</Key>
          <Key onPress={() => surface.press("Tab")}>Tab</Key>
          <Key pressed={stickyCtrl} onPress={() => toggleSticky(surface.state, "ctrl")}>
            Ctrl
          </Key>
          <Key pressed={stickyAlt} onPress={() => toggleSticky(surface.state, "alt")}>
            Alt
          </Key>
          {ARROWS.map(keyOf)}
          <Key label="Paste" onPress={() => void pasteInto(surface)}>
            <ClipboardPaste size={16} aria-hidden />
          </Key>
        </div>
        <Key label="More keys" expanded={more} onPress={() => setMore(!more)}>
          <Ellipsis size={16} aria-hidden />
        </Key>
      </div>
    </div>
  );
}

interface KeyProps {
  label?: string;
  pressed?: boolean;
  expanded?: boolean;
  onPress: () => void;
  children: ReactNode;
}

function Key({ label, pressed, expanded, onPress, children }: KeyProps): ReactNode {
  return (
    <button
      type="button"
      aria-label={label}
      aria-pressed={pressed}
      aria-expanded={expanded}
      onClick={onPress}
      // The focus, and with it the phone's keyboard, stays where it is.
      onPointerDown={(event) => event.preventDefault()}
      onMouseDown={(event) => event.preventDefault()}
      className={cx(
        "inline-flex h-11 min-w-11 shrink-0 items-center justify-center rounded border px-2 font-medium active:bg-pressed",
        pressed || expanded ? "border-accent bg-accent-soft text-accent" : "border-line bg-raised",
      )}
    >
      {children}
    </button>
  );
}
