import type { AuditResult } from "@pilothouse/contracts";
import { Check, CircleDashed, CircleSlash, X } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "../ui/cx.ts";

const LOOKS = {
  ok: { words: "Done", colour: "text-green", Icon: Check },
  begun: { words: "Begun", colour: "text-ink-soft", Icon: CircleDashed },
  refused: { words: "Refused", colour: "text-amber", Icon: CircleSlash },
  failed: { words: "Failed", colour: "text-red", Icon: X },
} as const satisfies Record<AuditResult, unknown>;

/** What came of something, as a shape and a word. */
export function ResultMark({ result }: { result: AuditResult }): ReactNode {
  const { words, colour, Icon } = LOOKS[result];
  return (
    <span className={cx("inline-flex items-center gap-1.5 whitespace-nowrap", colour)}>
      <Icon size={14} strokeWidth={2.25} aria-hidden />
      {words}
    </span>
  );
}
