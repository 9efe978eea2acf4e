import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useMemo } from "react";
import { sentenceOf } from "../../api/fault.ts";
import { api } from "../../api/query.ts";
import { Button } from "../../ui/button.tsx";
import { cx } from "../../ui/cx.ts";
import { Notice } from "../../ui/notice.tsx";
import { type Colour, ansiPieces } from "./ansi-pieces.ts";
import { beginOf } from "./begin-of.ts";
import { useFold } from "./folds.ts";
import { useConversationId } from "./reading.ts";
import { visibleText } from "./visible-text.ts";

const COLOURS: Readonly<Record<Colour, string>> = {
  red: "text-red",
  green: "text-green",
  yellow: "text-amber",
  blue: "text-accent",
  faint: "text-ink-faint",
};

interface LongTextProps {
  text: string;
  /** Characters that there are; of more than `text` has, the rest is asked for. */
  length: number;
  /** Where it is from. */
  messageId: number;
  index: number;
  /** `coloured`: with the colours of a terminal. `prose`: as people write. */
  look?: "coloured" | "code" | "prose";
}

/** A text of which the first lines are shown, and all on demand. */
export function LongText({ text, length, messageId, index, look = "code" }: LongTextProps): ReactNode {
  const [open, fold] = useFold(`text ${messageId}:${index}`);
  const begin = beginOf(text);
  const isCut = length > text.length;
  if (begin === null && !isCut) return <Output look={look}>{text}</Output>;
  return (
    <div>
      {open && isCut ? (
        <Whole {...{ text, length, messageId, index, look }} />
      ) : (
        <Output look={look}>{open ? text : (begin?.text ?? text)}</Output>
      )}
      <Button tone="quiet" className="mt-1 h-6! px-1.5! text-xs" aria-expanded={open} onClick={() => fold(!open)}>
        {open
          ? "Show less"
          : `Show all${begin && begin.lines > 1 && !isCut ? ` ${begin.lines.toLocaleString("en-US")} lines` : ""}`}
        {!open && isCut && `, ${length.toLocaleString("en-US")} characters`}
      </Button>
    </div>
  );
}

/** What a page can draw at once; an export has all. */
const MOST_SHOWN = 1_000_000;

/** All of a text whose begin alone came with its message. */
function Whole({ text, length, messageId, index, look = "code" }: LongTextProps): ReactNode {
  const id = useConversationId();
  const whole = useQuery(
    api.conversations.block.queryOptions({ id, messageId, block: index }, { staleTime: Infinity, gcTime: 60_000 }),
  );
  const shown = whole.data?.text ?? text;
  const isShort = whole.data && (!whole.data.whole || shown.length > MOST_SHOWN);
  return (
    <>
      <Output look={look}>{shown.slice(0, MOST_SHOWN)}</Output>
      {whole.isPending && <p className="text-ink-faint">Reading all of it…</p>}
      {whole.isError && <Notice>{sentenceOf(whole.error)}</Notice>}
      {isShort && (
        <p className="text-ink-faint">
          These are {Math.min(shown.length, MOST_SHOWN).toLocaleString("en-US")} of {length.toLocaleString("en-US")} characters.{" "}
          {whole.data.whole ? "An export has all of them." : "The transcript does not have the rest any more."}
        </p>
      )}
    </>
  );
}

function Output({ children, look }: { children: string; look: LongTextProps["look"] }): ReactNode {
  const pieces = useMemo(
    () => (look === "coloured" ? ansiPieces(children) : [{ text: visibleText(children), place: 0, colour: null, bold: false }]),
    [children, look],
  );
  return (
    <pre dir="ltr" className={cx("wrap-anywhere whitespace-pre-wrap", look === "prose" ? "font-sans" : "font-mono text-xs")}>
      {pieces.map(({ text, place, colour, bold }) => {
        const style = [colour && COLOURS[colour], bold && "font-semibold"].filter(Boolean).join(" ");
        return style ? (
          <span key={place} className={style}>
            {text}
          </span>
        ) : (
          text
        );
      })}
    </pre>
  );
}
