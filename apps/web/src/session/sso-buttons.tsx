import type { SsoProvider } from "@pilothouse/contracts";
import { type ReactNode, useState } from "react";
import { signIn } from "../api/client.ts";
import { sentenceOf } from "../api/fault.ts";
import { Button } from "../ui/button.tsx";
import { returnPath } from "./return-path.ts";

interface SsoButtonsProps {
  readonly providers: readonly SsoProvider[];
  /** Where to come back to. */
  readonly back: string | undefined;
  readonly onProblem: (words: string | null) => void;
}

/** The providers that people may sign in with. */
export function SsoButtons({ providers, back, onProblem }: SsoButtonsProps): ReactNode {
  const [busy, setBusy] = useState(false);
  if (providers.length === 0) return null;
  const leave = async (provider: string): Promise<void> => {
    setBusy(true);
    onProblem(null);
    try {
      const { url } = await signIn.beginSso({ provider, return: returnPath(back) });
      globalThis.location.assign(url);
    } catch (error) {
      onProblem(sentenceOf(error));
    } finally {
      // The browser may come back to this very page.
      setBusy(false);
    }
  };
  return (
    <fieldset aria-label="Other ways to sign in" className="mt-4 flex flex-col gap-2 border-t border-line pt-4">
      {providers.map(({ id, name }) => (
        <Button key={id} busy={busy} onClick={() => void leave(id)}>
          Continue with {name}
        </Button>
      ))}
    </fieldset>
  );
}
