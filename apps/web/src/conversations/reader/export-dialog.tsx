import type { Conversation, ConversationFormat } from "@pilothouse/contracts";
import { type ReactNode, useState } from "react";
import { toast } from "sonner";
import { session } from "../../api/client.ts";
import { sentenceOf } from "../../api/fault.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog, DialogActions } from "../../ui/dialog.tsx";
import { SelectField } from "../../ui/field.tsx";
import { exportAddress } from "./export-address.ts";

const FORMATS: Readonly<Record<ConversationFormat, string>> = {
  markdown: "Markdown, to read and quote",
  html: "One HTML file, to look at anywhere",
  json: "JSON, for programs",
};

interface ExportDialogProps {
  conversation: Pick<Conversation, "id">;
  onClose: () => void;
}

/** Downloads a conversation as a file. */
export function ExportDialog({ conversation: { id }, onClose }: ExportDialogProps): ReactNode {
  const [format, setFormat] = useState<ConversationFormat>("markdown");
  const [secrets, setSecrets] = useState(false);
  const download = async (): Promise<void> => {
    try {
      await session.fresh();
    } catch (error) {
      toast.error(`Nothing was downloaded. ${sentenceOf(error)}`);
      return;
    }
    globalThis.location.assign(exportAddress({ id, format, secrets }));
    onClose();
  };
  return (
    <Dialog title="Export conversation" open onClose={onClose}>
      <SelectField
        label="Format"
        value={format}
        onChange={({ target }) => setFormat(target.value === "html" || target.value === "json" ? target.value : "markdown")}
      >
        {Object.entries(FORMATS).map(([name, words]) => (
          <option key={name} value={name}>
            {words}
          </option>
        ))}
      </SelectField>
      <label className="mt-4 flex items-start gap-2 max-sm:min-h-11">
        <input
          type="checkbox"
          checked={secrets}
          onChange={({ target }) => setSecrets(target.checked)}
          className="mt-1 accent-accent"
        />
        <span>
          Leave secrets in
          <span className="block text-xs text-ink-faint">
            Otherwise what looks like a password or a key is blacked out. Look through the file before you pass it on, either way.
          </span>
        </span>
      </label>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button tone="primary" onClick={() => void download()}>
          Download file
        </Button>
      </DialogActions>
    </Dialog>
  );
}
