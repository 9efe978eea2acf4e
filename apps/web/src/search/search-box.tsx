import { LIMITS } from "@pilothouse/contracts";
import { Search } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { cx } from "../ui/cx.ts";
import { inputClass } from "../ui/field.tsx";
import { useArrivalFocus } from "../ui/use-arrival-focus.ts";
import { createEcho } from "./echo.ts";

/** A pause in typing after which the search begins, in milliseconds. */
const PAUSE_MS = 150;

const HOW_TO = 'Words, "a phrase" or the begin* of a word';

interface SearchBoxProps {
  words: string;
  onChange: (words: string) => void;
  label: string;
  placeholder?: string;
  /** It gets the focus when it comes. */
  arrives?: boolean;
}

/** Where the words are typed; they are told after a pause. */
export function SearchBox({ words, onChange, label, placeholder = HOW_TO, arrives = true }: SearchBoxProps): ReactNode {
  const [text, setText] = useState(words);
  const echo = useRef(createEcho(words));
  const field = useArrivalFocus<HTMLInputElement>();
  const tell = useRef(onChange);
  useEffect(() => {
    tell.current = onChange;
  });
  // What this box has told comes back through the address; only other words, such as those of the page before, replace the text.
  useEffect(() => {
    if (echo.current.isNew(words)) setText(words);
  }, [words]);
  useEffect(() => {
    if (text.trim() === echo.current.last()) return undefined;
    const timer = setTimeout(() => {
      echo.current.tell(text.trim());
      tell.current(text.trim());
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <search className="relative mb-3 block">
      <Search size={14} aria-hidden className="pointer-events-none absolute top-1/2 left-2.5 -translate-y-1/2 text-ink-faint" />
      <input
        ref={arrives ? field : null}
        type="search"
        aria-label={label}
        placeholder={placeholder}
        maxLength={LIMITS.searchQueryCharacters}
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={({ target }) => setText(target.value)}
        className={cx(inputClass, "pl-8")}
      />
    </search>
  );
}
