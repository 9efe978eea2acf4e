import { type FormEvent, type ReactNode, useState } from "react";
import { session, signIn } from "../api/client.ts";
import { sentenceOf } from "../api/fault.ts";
import { Button } from "../ui/button.tsx";
import { TextField } from "../ui/field.tsx";
import { formText } from "../ui/form-text.ts";
import { Notice } from "../ui/notice.tsx";
import { useArrivalFocus } from "../ui/use-arrival-focus.ts";

interface CodeStepProps {
  credentials: { readonly email: string; readonly password: string };
  onSignedIn: () => Promise<void>;
  onBack: () => void;
}

/** The second step of a sign-in: the code of a device. */
export function CodeStep({ credentials, onSignedIn, onBack }: CodeStepProps): ReactNode {
  const first = useArrivalFocus<HTMLInputElement>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const code = formText(new FormData(event.currentTarget), "code");
    setBusy(true);
    setProblem(null);
    try {
      session.accept(await signIn.login({ ...credentials, code }));
      await onSignedIn();
    } catch (error) {
      setProblem(sentenceOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
      <TextField
        label="Code"
        name="code"
        inputMode="text"
        autoComplete="one-time-code"
        required
        ref={first}
        hint="The six digits that your authenticator app shows, or a recovery code."
      />
      {problem && <Notice>{problem}</Notice>}
      <Button type="submit" tone="primary" busy={busy}>
        {busy ? "Signing in…" : "Sign in"}
      </Button>
      <Button tone="quiet" onClick={onBack}>
        Back
      </Button>
    </form>
  );
}
