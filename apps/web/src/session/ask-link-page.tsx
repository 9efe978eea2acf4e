import { type FormEvent, type ReactNode, useState } from "react";
import { signIn } from "../api/client.ts";
import { sentenceOf } from "../api/fault.ts";
import { Button } from "../ui/button.tsx";
import { TextField } from "../ui/field.tsx";
import { formText } from "../ui/form-text.ts";
import { Notice } from "../ui/notice.tsx";
import { useArrivalFocus } from "../ui/use-arrival-focus.ts";
import { AuthPage } from "./auth-page.tsx";
import { ToSignInPage } from "./to-sign-in-page.tsx";

interface Wish {
  readonly title: string;
  readonly lead: string;
  readonly ask: (input: { email: string }) => Promise<void>;
}

/** Asks for a link by mail. What is said afterwards is the same whoever has an account. */
function AskLinkPage({ title, lead, ask }: Wish): ReactNode {
  const first = useArrivalFocus<HTMLInputElement>();
  const [busy, setBusy] = useState(false);
  const [askedFor, setAskedFor] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const email = formText(new FormData(event.currentTarget), "email");
    setBusy(true);
    setProblem(null);
    try {
      await ask({ email });
      setAskedFor(email);
    } catch (error) {
      setProblem(sentenceOf(error));
    } finally {
      setBusy(false);
    }
  };

  if (askedFor !== null) {
    return (
      <ToSignInPage
        title="Look into your mail"
        lead={`A message to ${askedFor} says how to go on. Its link works for half an hour.`}
      />
    );
  }
  return (
    <AuthPage title={title} lead={lead}>
      <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
        <TextField label="E-mail" name="email" type="email" autoComplete="username" required ref={first} />
        {problem && <Notice>{problem}</Notice>}
        <Button type="submit" tone="primary" busy={busy}>
          Send the link
        </Button>
      </form>
    </AuthPage>
  );
}

export function ForgotPage(): ReactNode {
  const lead = "A link to choose a new one goes to the address of your account.";
  return <AskLinkPage title="Forgotten your password?" lead={lead} ask={signIn.requestPasswordReset} />;
}

export function JoinPage(): ReactNode {
  const lead = "A link to make it goes to your address.";
  return <AskLinkPage title="Create an account" lead={lead} ask={signIn.verifyEmail} />;
}
