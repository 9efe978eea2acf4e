import { AlertDialog } from "@base-ui/react/alert-dialog";
import { type FormEvent, type ReactNode, type Ref, useId, useRef, useState } from "react";
import { Button } from "./button.tsx";
import { DialogActions } from "./dialog.tsx";
import { inputClass } from "./field.tsx";

export interface ConfirmProps {
  title: string;
  /** Exactly what will happen to what. */
  children: ReactNode;
  /** The verb and its object, such as "Delete terminal". */
  action: string;
  /** What is lost for good by it: this has to be typed first. */
  name?: string;
  danger?: boolean;
  open: boolean;
  busy?: boolean;
  onConfirm: () => void;
  onCancel: () => void;
}

/** Asks before something that cannot be undone. The safe answer has the focus, or the field for the name does. */
export function ConfirmDialog(props: ConfirmProps): ReactNode {
  const { title, children, name, open, onCancel } = props;
  const first = useRef<HTMLElement>(null);
  return (
    <AlertDialog.Root open={open} onOpenChange={(next) => !next && onCancel()}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="fixed inset-0 z-40 bg-scrim" />
        <AlertDialog.Popup
          initialFocus={first}
          className="fixed top-[20vh] left-1/2 z-50 w-[calc(100vw-24px)] max-w-md -translate-x-1/2 rounded border border-line bg-raised p-4 text-ink outline-none max-sm:top-6"
        >
          <AlertDialog.Title className="mb-2 text-base font-semibold wrap-anywhere">{title}</AlertDialog.Title>
          <AlertDialog.Description render={<div />} className="text-ink-soft">
            {children}
          </AlertDialog.Description>
          <Answers {...props} key={name} first={(element) => void (first.current = element)} />
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}

/** Lives as long as the dialog is open, so that what was typed is forgotten with it. */
function Answers(props: ConfirmProps & { first: (element: HTMLElement | null) => void }): ReactNode {
  const { action, name, danger = false, busy = false, first, onConfirm, onCancel } = props;
  const [typed, setTyped] = useState("");
  const sure = name === undefined || typed.trim() === name.trim();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (sure && !busy) onConfirm();
  };
  return (
    <form onSubmit={submit}>
      {name !== undefined && <NameField name={name} typed={typed} onType={setTyped} ref={first} />}
      <DialogActions>
        <Button ref={name === undefined ? first : null} onClick={onCancel}>
          Cancel
        </Button>
        <Button type="submit" tone={danger ? "danger" : "primary"} busy={busy} disabled={!sure}>
          {action}
        </Button>
      </DialogActions>
    </form>
  );
}

interface NameFieldProps {
  name: string;
  typed: string;
  onType: (text: string) => void;
  ref: Ref<HTMLInputElement>;
}

function NameField({ name, typed, onType, ref }: NameFieldProps): ReactNode {
  const id = useId();
  return (
    <div className="mt-4">
      <label htmlFor={id}>
        Type <code className="font-semibold whitespace-pre-wrap wrap-anywhere select-all">{name.trim()}</code> to go on
      </label>
      <input
        id={id}
        ref={ref}
        value={typed}
        onChange={({ target }) => onType(target.value)}
        autoComplete="off"
        autoCapitalize="off"
        autoCorrect="off"
        spellCheck={false}
        className={`${inputClass} mt-1`}
      />
    </div>
  );
}
