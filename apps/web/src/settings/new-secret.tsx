import type { CreatedApiToken } from "@pilothouse/contracts";
import { type ReactNode, useState } from "react";
import { copyText } from "../surface/clipboard.ts";
import { Button } from "../ui/button.tsx";
import { Dialog, DialogActions } from "../ui/dialog.tsx";
import { TextField } from "../ui/field.tsx";

/** The secret of a token that was just made: it is shown here and never again. */
export function NewSecret({ created, onClose }: { created: CreatedApiToken; onClose: () => void }): ReactNode {
  const [copied, setCopied] = useState(false);
  return (
    <Dialog
      title={`Token “${created.token.name}”`}
      description="Copy it now. It is shown once and cannot be shown again."
      open
      onClose={onClose}
    >
      <TextField
        label="Token"
        readOnly
        value={created.secret}
        className="font-mono"
        onFocus={(event) => event.currentTarget.select()}
      />
      <DialogActions>
        <Button tone={copied ? "plain" : "primary"} onClick={() => void copyText(created.secret).then(setCopied)}>
          {copied ? "Copied" : "Copy token"}
        </Button>
        <Button tone={copied ? "primary" : "plain"} onClick={onClose}>
          Done
        </Button>
      </DialogActions>
    </Dialog>
  );
}
