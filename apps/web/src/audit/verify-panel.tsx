import { getRouteApi, Link } from "@tanstack/react-router";
import { CircleAlert, ShieldCheck } from "lucide-react";
import type { ReactNode } from "react";
import { sentenceOf } from "../api/fault.ts";
import { Ago } from "../time/ago.tsx";
import { Button } from "../ui/button.tsx";
import { cx } from "../ui/cx.ts";
import { Notice } from "../ui/notice.tsx";
import { useVerify, type Verifying } from "./use-verify.ts";
import { verdictOf } from "./verdict-words.ts";

/** Whether the log is as it was written, when somebody asks. */
export function VerifyPanel(): ReactNode {
  const { verifying, verify } = useVerify();
  const busy = verifying.state === "running";
  return (
    <section
      aria-label="Verification"
      className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-2 rounded border border-line bg-panel px-3 py-2"
    >
      <div className="min-w-0 flex-1 basis-64" aria-live="polite">
        <Answer verifying={verifying} />
      </div>
      <Button busy={busy} onClick={verify}>
        <ShieldCheck size={15} aria-hidden />
        {verifying.state === "done" ? "Verify again" : "Verify the log"}
      </Button>
    </section>
  );
}

function Answer({ verifying }: { verifying: Verifying }): ReactNode {
  if (verifying.state === "idle")
    return <p className="text-ink-soft">Each entry seals the one before it. Verifying finds any that was changed or removed.</p>;
  if (verifying.state === "running")
    return <p className="text-ink-soft">Verifying… {verifying.verified.toLocaleString()} entries are as they were written.</p>;
  if (verifying.state === "failed") return <Notice>{sentenceOf(verifying.error)}</Notice>;
  return <Found done={verifying} />;
}

const route = getRouteApi("/app/admin/audit");

function Found({ done: { answer, at, tookMs } }: { done: Extract<Verifying, { state: "done" }> }): ReactNode {
  const search = route.useSearch();
  const { whole, title, words, entry } = verdictOf(answer);
  const Icon = whole ? ShieldCheck : CircleAlert;
  return (
    <div className="flex items-start gap-2" data-testid="verdict" data-whole={whole}>
      <Icon size={16} aria-hidden className={cx("mt-0.5 shrink-0", whole ? "text-green" : "text-red")} />
      <div>
        <p className={cx("font-medium", whole ? "text-green" : "text-red")}>{title}</p>
        <p className="text-ink-soft">
          {words}{" "}
          {entry !== null && (
            <Link to="/admin/audit" search={{ ...search, entry }} className="text-accent underline">
              Show entry {entry}
            </Link>
          )}
        </p>
        <p className="text-xs text-ink-faint">
          Verified <Ago at={at} />, in {(tookMs / 1_000).toFixed(1)} s
        </p>
      </div>
    </div>
  );
}
