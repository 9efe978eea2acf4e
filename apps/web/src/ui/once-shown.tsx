import { type ReactNode, useState } from "react";
import { copyText } from "../surface/clipboard.ts";
import { Button } from "./button.tsx";
import { TextField } from "./field.tsx";

/** A secret that is shown here and never again, with a button that copies it. */
export function OnceShown({ label, value }: { label: string; value: string }): ReactNode {
  const [copied, setCopied] = useState(false);
  return (
    <div className="grid items-end gap-3 sm:grid-cols-[1fr_auto]">
      <TextField label={label} readOnly value={value} className="font-mono" onFocus={(event) => event.currentTarget.select()} />
      <Button tone={copied ? "plain" : "primary"} onClick={() => void copyText(value).then(setCopied)}>
        {copied ? "Copied" : `Copy ${label.toLowerCase()}`}
      </Button>
    </div>
  );
}
