import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { buttonClass } from "../ui/button.tsx";
import { AuthPage } from "./auth-page.tsx";

/** Says how to go on, where nothing can be filled in, and leads to the sign-in page. */
export function ToSignInPage({ title, lead }: { readonly title: string; readonly lead: string }): ReactNode {
  return (
    <AuthPage title={title} lead={lead}>
      <Link to="/login" className={buttonClass()}>
        Go to sign in
      </Link>
    </AuthPage>
  );
}
