import { type ReactNode, useState } from "react";
import { prefer } from "../../preferences/preferences.ts";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import type { PasteQuestion as Question } from "../core/paste.ts";

const SHOWN_CHARACTERS = 2_000;

/** Asks before a paste whose lines would run one by one. */
export function PasteQuestion({ question, onAnswer }: { question: Question; onAnswer: (yes: boolean) => void }): ReactNode {
  const { text, lines } = question;
  const [stopAsking, setStopAsking] = useState(false);
  return (
    <ConfirmDialog
      title={`Paste ${lines} lines?`}
      action={`Paste ${lines} lines`}
      open
      onConfirm={() => {
        if (stopAsking) prefer({ pasteUnasked: true });
        onAnswer(true);
      }}
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
      <label className="mt-2 flex min-h-8 items-center gap-2 max-sm:min-h-11">
        <input
          type="checkbox"
          checked={stopAsking}
          onChange={({ target }) => setStopAsking(target.checked)}
          className="size-4 accent-(--accent)"
        />
        Paste without asking from now on
      </label>
    </ConfirmDialog>
  );
}
