import { ClipboardCopy } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "../../ui/button.tsx";
import type { ClipboardAnswer } from "../core/clipboard-gate.ts";

interface ClipboardQuestionProps {
  text: string;
  onAnswer: (answer: ClipboardAnswer) => void;
}

const SHOWN_CHARACTERS = 80;

/** Says that a program wants to write the clipboard, and what. */
export function ClipboardQuestion({ text, onAnswer }: ClipboardQuestionProps): ReactNode {
  const shown = text
    .replaceAll(/\s+/g, " ")
    .replaceAll(/[\p{Cc}\p{Cf}]/gu, "")
    .slice(0, SHOWN_CHARACTERS);
  return (
    <div
      role="alert"
      className="flex flex-wrap items-center gap-x-3 gap-y-1 border-t border-line bg-amber-soft px-3 py-1.5 text-amber"
      data-testid="clipboard-question"
    >
      <ClipboardCopy size={15} aria-hidden className="shrink-0" />
      <p className="min-w-0 flex-1 max-sm:basis-full">
        The program wants to put {text.length === 1 ? "1 character" : `${text.length} characters`} into your clipboard:{" "}
        <span className="font-mono break-all text-ink">{shown}</span>
        {text.length > SHOWN_CHARACTERS && "…"}
      </p>
      <span className="flex gap-2">
        <Button onClick={() => onAnswer("once")}>Copy once</Button>
        <Button onClick={() => onAnswer("always")}>Always for this terminal</Button>
        <Button tone="quiet" onClick={() => onAnswer("no")}>
          Refuse
        </Button>
      </span>
    </div>
  );
}
