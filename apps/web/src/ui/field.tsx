import { type ComponentProps, type ReactNode, useId } from "react";
import { cx } from "./cx.ts";

export const inputClass =
  "h-8 max-sm:h-11 max-sm:text-base w-full rounded border border-line-strong bg-panel px-2.5 text-ink placeholder:text-ink-faint aria-invalid:border-red disabled:opacity-60";

interface Described {
  label: string;
  /** One sentence under the field. */
  hint?: ReactNode;
  /** What is wrong with the value; read out when it appears. */
  error?: string | undefined;
}

interface Wiring {
  id: string;
  "aria-invalid": boolean;
  "aria-describedby": string | undefined;
}

/** A label, one control, and what is to say about it, wired for screen readers. */
export function Field({ label, hint, error, children }: Described & { children: (wiring: Wiring) => ReactNode }): ReactNode {
  const id = useId();
  const about = error || hint ? `${id}-about` : undefined;
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      {children({ id, "aria-invalid": error !== undefined, "aria-describedby": about })}
      {about && (
        <p
          id={about}
          className={cx("text-xs first-letter:uppercase", error ? "text-red" : "text-ink-faint")}
          role={error ? "alert" : undefined}
        >
          {error ?? hint}
        </p>
      )}
    </div>
  );
}

export function TextField({ label, hint, error, className, ...rest }: Described & ComponentProps<"input">): ReactNode {
  return (
    <Field label={label} hint={hint} error={error}>
      {(wiring) => <input {...rest} {...wiring} className={cx(inputClass, className)} />}
    </Field>
  );
}

export function SelectField({ label, hint, error, className, ...rest }: Described & ComponentProps<"select">): ReactNode {
  return (
    <Field label={label} hint={hint} error={error}>
      {(wiring) => <select {...rest} {...wiring} className={cx(inputClass, "pr-8", className)} />}
    </Field>
  );
}
