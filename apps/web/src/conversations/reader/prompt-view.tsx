import { ChevronLeft, ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { IconButton } from "../../ui/icon-button.tsx";
import type { Branching } from "./branches.ts";
import type { Part } from "./entries.ts";
import { useReading } from "./reading.ts";
import { WrittenParts } from "./written-parts.tsx";

/** What a person wrote; where the conversation went on in several ways from here, with the way to the others. */
export function PromptView({ parts, branching }: { parts: readonly Part[]; branching: Branching | null }): ReactNode {
  return (
    <div className="rounded border border-line border-l-4 border-l-accent bg-accent-soft px-3 py-2" data-testid="prompt">
      <span className="sr-only">Prompt: </span>
      <WrittenParts parts={parts} />
      {branching && <Ways branching={branching} />}
    </div>
  );
}

function Ways({ branching: { ways, chosen } }: { branching: Branching }): ReactNode {
  const { choose } = useReading();
  const go = (by: -1 | 1) => () => {
    const way = ways[chosen + by];
    if (way !== undefined) choose(way);
  };
  return (
    <fieldset className="mt-1 flex items-center gap-1 text-xs text-ink-soft">
      <legend className="sr-only">Ways that this went on</legend>
      <IconButton icon={ChevronLeft} label="Way before" disabled={chosen === 0} onClick={go(-1)} className="size-6" />
      {chosen + 1} of {ways.length}
      <IconButton
        icon={ChevronRight}
        label="Way after"
        disabled={chosen === ways.length - 1}
        onClick={go(1)}
        className="size-6"
      />
    </fieldset>
  );
}
