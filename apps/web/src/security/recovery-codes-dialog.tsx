import { type ReactNode, useState } from "react";
import { copyText } from "../surface/clipboard.ts";
import { Button } from "../ui/button.tsx";
import { Dialog, DialogActions } from "../ui/dialog.tsx";

/** The codes for who has lost the device: they are shown here and never again. */
export function RecoveryCodesDialog({ codes, onClose }: { codes: readonly string[]; onClose: () => void }): ReactNode {
  const [copied, setCopied] = useState(false);
  return (
    <Dialog
      title="Your recovery codes"
      description="Keep them somewhere safe. Each signs you in once when the device is lost; they are not shown again."
      open
      onClose={onClose}
    >
      <ul aria-label="Recovery codes" className="grid gap-1 font-mono sm:grid-cols-2">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <DialogActions>
        <Button tone={copied ? "plain" : "primary"} onClick={() => void copyText(codes.join("\n")).then(setCopied)}>
          {copied ? "Copied" : "Copy codes"}
        </Button>
        <Button tone={copied ? "primary" : "plain"} onClick={onClose}>
          Done
        </Button>
      </DialogActions>
    </Dialog>
  );
}
