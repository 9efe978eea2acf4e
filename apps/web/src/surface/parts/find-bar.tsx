import type { SearchAddon } from "@xterm/addon-search";
import { ChevronDown, ChevronUp, X } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useEffect, useState } from "react";
import { toast } from "sonner";
import { cx } from "../../ui/cx.ts";
import { inputClass } from "../../ui/field.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { useArrivalFocus } from "../../ui/use-arrival-focus.ts";
import type { Surface } from "../core/surface.ts";
import { findWords } from "../find-words.ts";
import { FOUND } from "../found.ts";

/** Searches scrollback and screen; Enter and Shift+Enter go up and down. */
export function FindBar({ surface, onClose }: { surface: Surface; onClose: () => void }): ReactNode {
  const first = useArrivalFocus<HTMLInputElement>();
  const [search, setSearch] = useState<SearchAddon | null>(null);
  const [words, setWords] = useState("");
  const [found, setFound] = useState({ resultIndex: -1, resultCount: 0 });

  useEffect(() => {
    let here = true;
    let stop = (): void => undefined;
    surface.emulator.search().then(
      (loaded) => {
        if (!here) return;
        setSearch(loaded);
        const results = loaded.onDidChangeResults(setFound);
        stop = () => {
          results.dispose();
          loaded.clearDecorations();
        };
      },
      () => toast.error("The search could not be loaded. Close it and try again."),
    );
    return () => {
      here = false;
      stop();
    };
  }, [surface]);

  // Also when the search comes after the words.
  useEffect(() => {
    if (words === "") search?.clearDecorations();
    else search?.findPrevious(words, { decorations: FOUND, incremental: true });
  }, [search, words]);

  const step = (forward: boolean): void => {
    if (words === "") return;
    if (forward) search?.findNext(words, { decorations: FOUND });
    else search?.findPrevious(words, { decorations: FOUND });
  };
  const close = (): void => {
    onClose();
    surface.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === "Escape") close();
    else if (event.key === "Enter") step(event.shiftKey);
    else return;
    event.preventDefault();
  };

  return (
    <search
      aria-label="Search in the terminal"
      className="absolute top-0 right-0 z-10 flex max-w-full items-center gap-1 rounded-bl border-b border-l border-line bg-panel px-2 py-1"
    >
      <input
        type="search"
        aria-label="Find in scrollback"
        placeholder="Find in scrollback"
        ref={first}
        value={words}
        onKeyDown={onKeyDown}
        onChange={({ target }) => setWords(target.value)}
        className={cx(inputClass, "max-w-72")}
      />
      <output className="min-w-20 px-2 text-xs text-ink-soft">{findWords(words, found)}</output>
      <IconButton icon={ChevronUp} label="Previous match" shortcut="Enter" onClick={() => step(false)} />
      <IconButton icon={ChevronDown} label="Next match" shortcut="Shift+Enter" onClick={() => step(true)} />
      <IconButton icon={X} label="Close search" shortcut="Esc" onClick={close} />
    </search>
  );
}
