import { useMutation } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { sentenceOf } from "../api/fault.ts";
import { api } from "../api/query.ts";
import { Button } from "../ui/button.tsx";
import { ConfirmDialog } from "../ui/confirm-dialog.tsx";
import { Dialog, DialogActions } from "../ui/dialog.tsx";
import { Notice } from "../ui/notice.tsx";

/** Seals everybody's keys with a new master key, for administrators. */
export function RotateVaultButton(): ReactNode {
  const [asking, setAsking] = useState(false);
  const rotate = useMutation(api.vault.rotate.mutationOptions({ onSettled: () => setAsking(false) }));
  return (
    <>
      <Button tone="quiet" onClick={() => setAsking(true)}>
        Change master key
      </Button>
      <ConfirmDialog
        title="Change the master key?"
        action="Change master key"
        open={asking}
        busy={rotate.isPending}
        onConfirm={() => rotate.mutate()}
        onCancel={() => setAsking(false)}
      >
        <p>
          A new one is made, everything in the vault of everybody is sealed with it, and the old one is dropped. Keys can be used
          meanwhile. Copies of the old master key open backups from before, and nothing that comes.
        </p>
      </ConfirmDialog>
      {(rotate.isSuccess || rotate.isError) && (
        <Dialog
          title={rotate.isSuccess ? "The master key is changed" : "Nothing was dropped"}
          open
          onClose={() => rotate.reset()}
        >
          {rotate.isSuccess && (
            <p>
              Master key {rotate.data.version} is in use. {sealedWords(rotate.data.rewrapped)} Copy the server’s <code>keys</code>{" "}
              folder anew to where you keep it.
            </p>
          )}
          {rotate.isError && <Notice>{sentenceOf(rotate.error)}</Notice>}
          <DialogActions>
            <Button onClick={() => rotate.reset()}>Done</Button>
          </DialogActions>
        </Dialog>
      )}
    </>
  );
}

function sealedWords(count: number): string {
  if (count === 0) return "There was nothing to seal anew.";
  return count === 1 ? "One sealed thing was sealed with it anew." : `${count} sealed things were sealed with it anew.`;
}
