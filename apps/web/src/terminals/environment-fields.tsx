import { ChevronRight } from "lucide-react";
import { type ReactNode, useState } from "react";
import { cx } from "../ui/cx.ts";
import { Field, inputClass } from "../ui/field.tsx";

interface EnvironmentFieldsProps {
  value: string;
  onChange: (next: string) => void;
  /** What else is out of the way. */
  children?: ReactNode;
}

/** Extra environment variables, out of the way until someone needs them. */
export function EnvironmentFields({ value, onChange, children }: EnvironmentFieldsProps): ReactNode {
  const [open, setOpen] = useState(false);
  return (
    <div className="flex flex-col gap-3">
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="inline-flex items-center gap-1 self-start rounded py-1 text-ink-soft hover:text-ink max-sm:min-h-11"
      >
        <ChevronRight size={14} aria-hidden className={cx(open && "rotate-90")} />
        More
      </button>
      {open && children}
      {open && (
        <Field label="Environment" hint="One NAME=value a line, added to the runner's own small environment.">
          {(wiring) => (
            <textarea
              {...wiring}
              rows={4}
              spellCheck={false}
              value={value}
              onChange={(event) => onChange(event.target.value)}
              placeholder="DEBUG=1"
              className={cx(inputClass, "h-auto py-1.5 font-mono max-sm:h-auto")}
            />
          )}
        </Field>
      )}
    </div>
  );
}
