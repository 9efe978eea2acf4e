import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "./cx.ts";
import { IconButton } from "./icon-button.tsx";

export interface DialogProps {
  title: string;
  description?: ReactNode;
  open: boolean;
  onClose: () => void;
  children: ReactNode;
  wide?: boolean;
}

/** A modal dialog. Focus goes into it, stays there, and returns to where it came from. */
export function Dialog({ title, description, open, onClose, children, wide = false }: DialogProps): ReactNode {
  return (
    <Base.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-scrim" />
        <Base.Popup
          className={cx(
            "fixed top-[12vh] left-1/2 z-50 max-h-[76vh] w-[calc(100vw-24px)] -translate-x-1/2 overflow-y-auto overscroll-contain rounded border border-line bg-raised text-ink outline-none max-sm:top-3 max-sm:max-h-[calc(100dvh-24px)]",
            wide ? "max-w-2xl" : "max-w-md",
          )}
        >
          <header className="sticky top-0 z-10 flex items-center justify-between border-b border-line bg-raised py-1.5 pr-1.5 pl-4">
            <Base.Title className="text-base font-semibold">{title}</Base.Title>
            <IconButton icon={X} label="Close dialog" onClick={onClose} />
          </header>
          <div className="p-4">
            {description && <Base.Description className="mb-4 text-ink-soft">{description}</Base.Description>}
            {children}
          </div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

/** The row of buttons at the end of a dialog or form. */
export function DialogActions({ children }: { children: ReactNode }): ReactNode {
  return <div className="mt-5 flex flex-wrap justify-end gap-2">{children}</div>;
}
