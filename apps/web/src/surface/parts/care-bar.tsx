import type { LifetimeWarning, Terminal } from "@pilothouse/contracts";
import { useMutation } from "@tanstack/react-query";
import { TriangleAlert } from "lucide-react";
import { type ReactNode, useState } from "react";
import { toast } from "sonner";
import { api } from "../../api/query.ts";
import { sentenceOf } from "../../api/fault.ts";
import { useMay } from "../../session/needs.ts";
import { careNotes, warningWords } from "../../terminals/care-words.ts";
import { plainTitle, typedNameOf } from "../../terminals/describe.ts";
import { useNow } from "../../time/use-now.ts";
import { Button } from "../../ui/button.tsx";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";

const BAR = "flex shrink-0 flex-wrap items-start gap-2 border-b border-line bg-amber-soft px-3 py-1.5 text-amber";
const failed = (error: unknown) => toast.error(sentenceOf(error));

/** What is unusual about a terminal's processes, and that it will be closed; nothing, mostly. */
export function CareBar({ terminal }: { terminal: Terminal }): ReactNode {
  const notes = careNotes(terminal);
  const may = useMay();
  const { warning, survivors } = terminal.care;
  return (
    <>
      {warning && <WarningBar id={terminal.id} warning={warning} />}
      {notes.length > 0 && (
        <section aria-label="About its processes" className={BAR} data-testid="care-notes">
          <TriangleAlert size={15} aria-hidden className="mt-0.5 shrink-0" />
          <div className="min-w-0 flex-1 wrap-anywhere">
            {notes.map((note) => (
              <p key={note}>{note}</p>
            ))}
          </div>
          {survivors.length > 0 && may("terminals.close") && <EndSurvivors terminal={terminal} />}
        </section>
      )}
    </>
  );
}

function WarningBar({ id, warning }: { id: string; warning: LifetimeWarning }): ReactNode {
  const now = useNow(1_000);
  const may = useMay();
  const keep = useMutation(api.terminals.keep.mutationOptions({ onError: failed }));
  return (
    <section aria-label="It will be closed" className={BAR} data-testid="lifetime-warning">
      <TriangleAlert size={15} aria-hidden className="mt-0.5 shrink-0" />
      <p className="min-w-0 flex-1">{warningWords(warning, now)}</p>
      {may("terminals.keep") && (
        <Button busy={keep.isPending} onClick={() => keep.mutate({ id })}>
          Keep it
        </Button>
      )}
    </section>
  );
}

function EndSurvivors({ terminal }: { terminal: Terminal }): ReactNode {
  const [asking, setAsking] = useState(false);
  const done = (): void => setAsking(false);
  const end = useMutation(api.terminals.close.mutationOptions({ onError: failed, onSettled: done }));
  return (
    <>
      <Button onClick={() => setAsking(true)}>End what goes on</Button>
      <ConfirmDialog
        title={`End what goes on of “${plainTitle(terminal.title)}”?`}
        action="End processes"
        name={typedNameOf(terminal)}
        danger
        open={asking}
        busy={end.isPending}
        onConfirm={() => end.mutate({ id: terminal.id })}
        onCancel={done}
      >
        <p>The processes that outlive its program are ended now. What it printed stays.</p>
      </ConfirmDialog>
    </>
  );
}
