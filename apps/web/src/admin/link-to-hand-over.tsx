import type { PersonalLink } from "@pilothouse/contracts";
import type { ReactNode } from "react";
import { Ago } from "../time/ago.tsx";
import { OnceShown } from "../ui/once-shown.tsx";

/** A link for one person: where it went, and how to hand it over. */
export function LinkToHandOver({ link: { url, expiresAt, mailed }, email }: { link: PersonalLink; email: string }): ReactNode {
  return (
    <div className="flex flex-col gap-3">
      <p>
        {mailed
          ? `It is on its way to ${email}. You can also hand it over yourself.`
          : `This server sends no mail: hand the link to ${email} yourself.`}
      </p>
      <OnceShown label="Link" value={url} />
      <p className="text-xs text-ink-faint">
        It is shown once and cannot be shown again. It works once and ends <Ago at={expiresAt} />. Whoever has it can use it.
      </p>
    </div>
  );
}
