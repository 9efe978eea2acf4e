import { zodResolver } from "@hookform/resolvers/zod";
import { Email, Password, PersonName } from "@pilothouse/contracts";
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

const FirstAccount = z.object({ name: PersonName, email: Email, password: Password });

export function SetupPage(): ReactNode {
  const [code] = useState(() => linkSecret(globalThis.location.hash, "code"));
  const navigate = useNavigate();
  const [problem, setProblem] = useState<string | null>(null);
  const form = useForm({ resolver: zodResolver(FirstAccount), defaultValues: { name: "", email: "", password: "" } });
  const { errors, isSubmitting } = form.formState;
  const { setFocus } = form;
  useEffect(() => setFocus("name"), [setFocus]);

  const submit = form.handleSubmit(async (account) => {
    setProblem(null);
    try {
      session.accept(await signIn.setup({ ...account, code }));
      await navigate({ to: "/", replace: true });
    } catch (error) {
      setProblem(sentenceOf(error));
    }
  });

  if (code === "") {
    return (
      <ToSignInPage
        title="Open the setup link"
        lead="The server prints it when it starts for the first time. It ends in #code=… and works once."
      />
    );
  }
  return (
    <AuthPage title="Create the first account" lead="It becomes the administrator of this server. Nothing leaves this machine.">
      <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4" noValidate>
        <TextField label="Name" autoComplete="name" error={errors.name?.message} {...form.register("name")} />
        <TextField
          label="E-mail"
          type="email"
          autoComplete="username"
          error={errors.email?.message}
          {...form.register("email")}
        />
        <NewPasswordField error={errors.password?.message} {...form.register("password")} />
        {problem && <Notice>{problem}</Notice>}
        <Button type="submit" tone="primary" busy={isSubmitting}>
          {isSubmitting ? "Creating account…" : "Create account"}
        </Button>
      </form>
    </AuthPage>
  );
}
