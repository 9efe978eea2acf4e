import { useMutation, useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { toast } from "sonner";
import { faultOf, sentenceOf } from "../api/fault.ts";
import { api } from "../api/query.ts";
import { PasswordDialog } from "../security/password-dialog.tsx";
import { ssoWords } from "../session/sso-words.ts";
import { Button } from "../ui/button.tsx";
import { Notice } from "../ui/notice.tsx";
import { Panel } from "../ui/page.tsx";
import { ConnectedRow } from "./connected-row.tsx";

const route = getRouteApi("/app/settings");

/** The providers that this person may sign in with, where there are any. */
export function ConnectedSettings(): ReactNode {
  const { problem } = route.useSearch();
  const connected = useQuery(api.auth.sso.list.queryOptions());
  const providers = useQuery(api.auth.providers.queryOptions());
  const [asked, setAsked] = useState<string | null>(null);
  const link = useMutation(
    api.auth.sso.link.mutationOptions({
      onSuccess: ({ url }) => globalThis.location.assign(url),
      onError: (error, { provider, password }) => {
        if (faultOf(error)?.facts["password"] !== undefined) setAsked(provider);
        else if (password === undefined) toast.error(sentenceOf(error));
      },
    }),
  );
  const isWrong = link.isError && link.variables.password !== undefined;
  const offered = providers.data?.sso ?? [];
  const mine = connected.data ?? [];
  if (offered.length === 0 && mine.length === 0) return null;
  const words = ssoWords(problem);
  return (
    <Panel title="Connected sign-ins">
      {words && <Notice>{words}</Notice>}
      {mine.length > 0 && (
        <ul aria-label="Connected sign-ins">
          {mine.map((one) => (
            <ConnectedRow key={one.id} connected={one} />
          ))}
        </ul>
      )}
      <div className="flex flex-wrap gap-2 px-3 py-2">
        {offered.map(({ id, name }) => (
          <Button key={id} busy={link.isPending} onClick={() => link.mutate({ provider: id })}>
            Connect {name}
          </Button>
        ))}
      </div>
      {asked !== null && (
        <PasswordDialog
          title="Connect a sign-in"
          description="Whoever signs in there comes in as you from then on."
          action="Connect"
          busy={link.isPending}
          error={isWrong ? link.error : null}
          onPassword={(password) => link.mutate({ provider: asked, password })}
          onClose={() => setAsked(null)}
        />
      )}
    </Panel>
  );
}
