import type { ButtonHTMLAttributes, ReactNode, Ref } from "react";
import { cx } from "./cx.ts";

export type ButtonTone = "primary" | "plain" | "quiet" | "danger";

const TONES: Record<ButtonTone, string> = {
  primary: "bg-accent text-on-accent hover:bg-accent-strong border-transparent font-medium",
  plain: "bg-raised text-ink border-line hover:bg-hover",
  quiet: "bg-transparent text-ink-soft border-transparent hover:bg-hover hover:text-ink",
  danger: "bg-raised text-red border-line hover:bg-red-soft",
};

const SHAPE =
  "inline-flex h-8 max-sm:min-h-11 items-center justify-center gap-2 rounded border px-3 whitespace-nowrap select-none disabled:opacity-50";

/** The class names of a button, for links that look like one. */
export function buttonClass(tone: ButtonTone = "plain"): string {
  return cx(SHAPE, TONES[tone]);
}

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  tone?: ButtonTone;
  /** Disables the button and says that its work goes on. */
  busy?: boolean;
  ref?: Ref<HTMLButtonElement>;
}

export function Button({ tone = "plain", busy = false, className, disabled, type = "button", ...rest }: ButtonProps): ReactNode {
  return (
    <button
      {...rest}
      type={type === "submit" ? "submit" : "button"}
      disabled={disabled === true || busy}
      aria-busy={busy || undefined}
      className={cx(buttonClass(tone), className)}
    />
  );
}
