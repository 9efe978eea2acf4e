import { zodResolver } from "@hookform/resolvers/zod";
import { Password } from "@pilothouse/contracts";
import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useEffect, useState } from "react";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { z } from "zod";
import { signIn } from "../api/client.ts";
import { sentenceOf } from "../api/fault.ts";
import { Button } from "../ui/button.tsx";
import { NewPasswordField } from "../ui/new-password-field.tsx";
import { Notice } from "../ui/notice.tsx";
import { AuthPage } from "./auth-page.tsx";
import { linkSecret } from "./link-secret.ts";
import { ToSignInPage } from "./to-sign-in-page.tsx";

const NewPassword = z.object({ password: Password });

/** Where the link for a new password leads. */
export function ResetPage(): ReactNode {
  const [token] = useState(() => linkSecret(globalThis.location.hash, "token"));
  const navigate = useNavigate();
  const [problem, setProblem] = useState<string | null>(null);
  const form = useForm({ resolver: zodResolver(NewPassword), defaultValues: { password: "" } });
  const { errors, isSubmitting } = form.formState;
  const { setFocus } = form;
  useEffect(() => setFocus("password"), [setFocus]);

  const submit = form.handleSubmit(async ({ password }) => {
    setProblem(null);
    try {
      await signIn.resetPassword({ token, password });
      toast("Your password is changed. Sign in with the new one.");
      await navigate({ to: "/login", replace: true });
    } catch (error) {
      setProblem(sentenceOf(error));
    }
  });

  if (token === "") {
    return <ToSignInPage title="Open the link for a new password" lead="It ends in #token=…, works once and for half an hour." />;
  }
  return (
    <AuthPage title="Choose a new password" lead="You are then signed out everywhere, and sign in with it.">
      <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4" noValidate>
        <NewPasswordField label="New password" error={errors.password?.message} {...form.register("password")} />
        {problem && <Notice>{problem}</Notice>}
        <Button type="submit" tone="primary" busy={isSubmitting}>
          {isSubmitting ? "Changing…" : "Change password"}
        </Button>
      </form>
    </AuthPage>
  );
}
