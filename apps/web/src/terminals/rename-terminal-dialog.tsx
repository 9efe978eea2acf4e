import { type FormEvent, type ReactNode } from "react";
import { closeDialog } from "../shell/open-dialog.ts";
import { Button } from "../ui/button.tsx";
import { Dialog, DialogActions } from "../ui/dialog.tsx";
import { TextField } from "../ui/field.tsx";
import { formText } from "../ui/form-text.ts";
import { useArrivalFocus } from "../ui/use-arrival-focus.ts";
import { plainTitle } from "./describe.ts";
import { renameTerminal } from "./rename-terminal.ts";
import { useTerminal } from "./use-terminals.ts";

export function RenameTerminalDialog({ id }: { id: string }): ReactNode {
  const terminal = useTerminal(id);
  const first = useArrivalFocus<HTMLInputElement>();
  if (!terminal) return null;
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const title = formText(new FormData(event.currentTarget), "title");
    closeDialog();
    if (title !== "" && title !== terminal.title) void renameTerminal(terminal, title);
  };
  return (
    <Dialog title="Rename terminal" open onClose={closeDialog}>
      <form onSubmit={submit}>
        <TextField
          label="Title"
          name="title"
          required
          maxLength={200}
          ref={first}
          defaultValue={plainTitle(terminal.title)}
          onFocus={(event) => event.currentTarget.select()}
        />
        <DialogActions>
          <Button onClick={closeDialog}>Cancel</Button>
          <Button type="submit" tone="primary">
            Rename terminal
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
