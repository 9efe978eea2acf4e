import type { ReactNode } from "react";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import type { PasteQuestion as Question } from "../core/paste.ts";

const SHOWN_CHARACTERS = 2_000;

/** Asks before a paste whose lines would run one by one. */
export function PasteQuestion({ question, onAnswer }: { question: Question; onAnswer: (yes: boolean) => void }): ReactNode {
  const { text, lines } = question;
  return (
    <ConfirmDialog
      title={`Paste ${lines} lines?`}
      action={`Paste ${lines} lines`}
      open
      onConfirm={() => onAnswer(true)}
      onCancel={() => onAnswer(false)}
    >
      <p className="mb-2">The program cannot tell a paste from typing: it may run each line as it comes.</p>
      <textarea
        readOnly
        aria-label="What will be pasted"
        rows={Math.min(lines, 8)}
        value={text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text}
        className="w-full rounded border border-line bg-canvas p-2 font-mono text-xs whitespace-pre text-ink"
      />
    </ConfirmDialog>
  );
}
