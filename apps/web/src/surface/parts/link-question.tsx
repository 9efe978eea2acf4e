import type { ReactNode } from "react";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";

/** Asks before opening a link whose text may show something else than where it leads. */
export function LinkQuestion({ address, onAnswer }: { address: string; onAnswer: (yes: boolean) => void }): ReactNode {
  return (
    <ConfirmDialog
      title="Open this link?"
      action="Open link"
      open
      onConfirm={() => onAnswer(true)}
      onCancel={() => onAnswer(false)}
    >
      <p className="mb-2">A program in the terminal wrote it. It leads to:</p>
      <p className="max-h-32 overflow-y-auto rounded border border-line bg-canvas p-2 font-mono break-all text-ink">{address}</p>
    </ConfirmDialog>
  );
}
