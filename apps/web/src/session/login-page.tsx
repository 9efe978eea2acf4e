import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { type FormEvent, type ReactNode, useState } from "react";
import { session, signIn } from "../api/client.ts";
import { faultOf, sentenceOf } from "../api/fault.ts";
import { Button } from "../ui/button.tsx";
import { TextField } from "../ui/field.tsx";
import { formText } from "../ui/form-text.ts";
import { Notice } from "../ui/notice.tsx";
import { useArrivalFocus } from "../ui/use-arrival-focus.ts";
import { AuthPage } from "./auth-page.tsx";
import { CodeStep } from "./code-step.tsx";
import { PasskeyStep } from "./passkey-step.tsx";
import { returnPath } from "./return-path.ts";
import { SsoButtons } from "./sso-buttons.tsx";
import { ssoWords } from "./sso-words.ts";

const route = getRouteApi("/login");

export function LoginPage(): ReactNode {
  const { return: wanted, problem: brought } = route.useSearch();
  const { providers } = route.useRouteContext();
  const navigate = useNavigate();
  const first = useArrivalFocus<HTMLInputElement>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState(() => ssoWords(brought));
  const [halfway, setHalfway] = useState<{ email: string; password: string } | null>(null);
  const goOn = () => navigate({ href: returnPath(wanted), replace: true });

  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const credentials = { email: formText(form, "email"), password: passwordOf(form) };
    setBusy(true);
    setProblem(null);
    try {
      session.accept(await signIn.login(credentials));
      await goOn();
    } catch (error) {
      if (faultOf(error)?.facts["secondFactor"] === undefined) setProblem(sentenceOf(error));
      else setHalfway(credentials);
    } finally {
      setBusy(false);
    }
  };

  if (halfway) {
    return (
      <AuthPage title="Enter a code" lead={`Your password is right, ${halfway.email}.`}>
        <CodeStep credentials={halfway} onSignedIn={goOn} onBack={() => setHalfway(null)} />
      </AuthPage>
    );
  }
  return (
    <AuthPage
      title="Sign in"
      lead={wanted ? "Sign in to go on where you were." : "With the account an administrator made for you."}
    >
      <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
        <TextField label="E-mail" name="email" type="email" autoComplete="username" required ref={first} />
        <TextField label="Password" name="password" type="password" autoComplete="current-password" required />
        {problem && <Notice>{problem}</Notice>}
        <Button type="submit" tone="primary" busy={busy}>
          {busy ? "Signing in…" : "Sign in"}
        </Button>
      </form>
      <SsoButtons providers={providers.sso} back={wanted} onProblem={setProblem} />
      <PasskeyStep onSignedIn={goOn} />
      <OtherWays />
    </AuthPage>
  );
}

/** As it was typed: spaces at its ends belong to a password. */
function passwordOf(form: FormData): string {
  const value = form.get("password");
  return typeof value === "string" ? value : "";
}

/** What this server offers to who cannot sign in. */
function OtherWays(): ReactNode {
  const { providers } = route.useRouteContext();
  return (
    <p className="mt-4 flex justify-between text-ink-soft">
      {providers.passwordReset && (
        <Link to="/forgot" className="underline">
          Forgotten your password?
        </Link>
      )}
      {providers.registration === "open" && (
        <Link to="/join" className="underline">
          Create an account
        </Link>
      )}
    </p>
  );
}
