import { Eye, Scaling } from "lucide-react";
import type { ReactNode } from "react";
import { useMay } from "../../session/needs.ts";
import { Button } from "../../ui/button.tsx";
import { type Audience, controllerWords, othersWords } from "../audience-words.ts";
import type { Size } from "../core/size.ts";

interface AudienceBarProps {
  audience: Audience;
  /** The terminal's size, when it is not this pane's. */
  foreignSize: Size | null;
  onTakeControl: () => void;
}

/** Who else looks at this terminal, and who decides its size. Nothing while nobody else does. */
export function AudienceBar({ audience, foreignSize, onTakeControl }: AudienceBarProps): ReactNode {
  const may = useMay();
  const others = othersWords(audience);
  if (others === null) return null;
  const controller = controllerWords(audience);
  const size = foreignSize ? ` (${foreignSize.cols}×${foreignSize.rows})` : "";
  return (
    <section
      aria-label="Who looks"
      className="flex h-8 shrink-0 items-center gap-2 border-b border-line px-2 text-xs text-ink-soft max-sm:h-11"
    >
      <Eye size={14} aria-hidden className="shrink-0" />
      <span className="min-w-0 flex-1 truncate" title={others}>
        Also here: {others}
      </span>
      {controller !== null && (
        <>
          <span className="inline-flex min-w-0 items-center gap-1.5 truncate max-sm:hidden">
            <Scaling size={14} aria-hidden className="shrink-0" />
            Sized by {controller}
            {size}
          </span>
          {may("terminals.takeControl") && (
            <Button onClick={onTakeControl} className="h-6 px-2 text-xs">
              Take control
            </Button>
          )}
        </>
      )}
    </section>
  );
}
