import { type ReactNode, useState } from "react";
import { session, signIn } from "../api/client.ts";
import { sentenceOf } from "../api/fault.ts";
import { Button } from "../ui/button.tsx";
import { Notice } from "../ui/notice.tsx";

/** Signs in with a device in place of the password. */
export function PasskeyStep({ onSignedIn }: { onSignedIn: () => Promise<void> }): ReactNode {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const start = async (): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      const { showPasskey } = await import("./show-passkey.ts");
      const shown = await showPasskey(await signIn.askForPasskey());
      session.accept(await signIn.passkey({ shown }));
      await onSignedIn();
    } catch (error) {
      setProblem(sentenceOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="mt-4 flex flex-col gap-4">
      {problem && <Notice>{problem}</Notice>}
      <Button busy={busy} onClick={() => void start()}>
        Use a passkey instead
      </Button>
    </div>
  );
}
