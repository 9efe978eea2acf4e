import type { User } from "@pilothouse/contracts";
import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { sentenceOf } from "../api/fault.ts";
import { api } from "../api/query.ts";
import { Button } from "../ui/button.tsx";
import { Notice } from "../ui/notice.tsx";
import { LinkToHandOver } from "./link-to-hand-over.tsx";

/** Makes a link by which somebody who forgot their password chooses a new one. */
export function ResetLink({ user: { id, email } }: { user: User }): ReactNode {
  const make = useMutation(api.users.resetPassword.mutationOptions());
  return (
    <>
      {make.data ? (
        <LinkToHandOver link={make.data} email={email} />
      ) : (
        <Button busy={make.isPending} onClick={() => make.mutate({ id })}>
          Make a link for a new password
        </Button>
      )}
      {make.isError && <Notice>{sentenceOf(make.error)}</Notice>}
    </>
  );
}
