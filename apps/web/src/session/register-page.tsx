import { zodResolver } from "@hookform/resolvers/zod";
import { Password, PersonName } from "@pilothouse/contracts";
import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useEffect, useState } from "react";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { session, signIn } from "../api/client.ts";
import { sentenceOf } from "../api/fault.ts";
import { Button } from "../ui/button.tsx";
import { TextField } from "../ui/field.tsx";
import { NewPasswordField } from "../ui/new-password-field.tsx";
import { Notice } from "../ui/notice.tsx";
import { AuthPage } from "./auth-page.tsx";
import { linkSecret } from "./link-secret.ts";
import { ToSignInPage } from "./to-sign-in-page.tsx";

const NewAccount = z.object({ name: PersonName, password: Password });

/** Where an invitation leads, and the link in a mail to who asked for an account. */
export function RegisterPage(): ReactNode {
  const [token] = useState(() => linkSecret(globalThis.location.hash, "token"));
  const navigate = useNavigate();
  const [problem, setProblem] = useState<string | null>(null);
  const form = useForm({ resolver: zodResolver(NewAccount), defaultValues: { name: "", password: "" } });
  const { errors, isSubmitting } = form.formState;
  const { setFocus } = form;
  useEffect(() => setFocus("name"), [setFocus]);

  const submit = form.handleSubmit(async (account) => {
    setProblem(null);
    try {
      session.accept(await signIn.register({ ...account, token }));
      await navigate({ to: "/", replace: true });
    } catch (error) {
      setProblem(sentenceOf(error));
    }
  });

  if (token === "") {
    return (
      <ToSignInPage
        title="Open your invitation"
        lead="The link ends in #token=… and works once. An administrator can make another one."
      />
    );
  }
  return (
    <AuthPage title="Create your account" lead="It is for the e-mail address that this link was made for.">
      <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4" noValidate>
        <TextField label="Name" autoComplete="name" error={errors.name?.message} {...form.register("name")} />
        <NewPasswordField error={errors.password?.message} {...form.register("password")} />
        {problem && <Notice>{problem}</Notice>}
        <Button type="submit" tone="primary" busy={isSubmitting}>
          {isSubmitting ? "Creating account…" : "Create account"}
        </Button>
      </form>
    </AuthPage>
  );
}
