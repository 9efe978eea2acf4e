import { WifiOff } from "lucide-react";
import type { ReactNode } from "react";
import { exactTime } from "../../time/relative.ts";
import { useNow } from "../../time/use-now.ts";
import { reconnectWords } from "../reconnect-words.ts";

/** A line that is back by then was never gone for a person. */
const GRACE_MS = 1_000;

/** What is known while the line to a terminal is down. */
export function ReconnectBanner({ since, waiting }: { since: number; waiting: number }): ReactNode {
  const now = useNow(500);
  if (now - since < GRACE_MS) return null;
  const { headline, detail } = reconnectWords({ since, waiting, now });
  return (
    <output
      className="absolute inset-x-0 top-0 z-10 flex items-start gap-2 border-b border-line bg-amber-soft px-3 py-1.5 text-amber"
      data-testid="reconnect-banner"
    >
      <WifiOff size={15} aria-hidden className="mt-0.5 shrink-0" />
      <p title={`Since ${exactTime(since)}`}>
        <strong className="font-semibold">{headline}</strong> {detail}
      </p>
    </output>
  );
}
