import type { ReactNode } from "react";
import { prefer, preferences } from "../preferences/preferences.ts";
import { type Theme, THEMES } from "../preferences/values.ts";
import { useStore } from "../store/use-store.ts";
import { cx } from "../ui/cx.ts";

const LABELS: Record<Theme, string> = { system: "As the system", light: "Light", dark: "Dark" };

/** Light, dark, or as the system. */
export function AppearanceSettings(): ReactNode {
  const { theme } = useStore(preferences);
  return (
    <fieldset className="px-4 py-3">
      <legend className="sr-only">Theme</legend>
      <div className="flex flex-wrap items-center gap-2">
        <span className="w-32 text-ink-soft max-sm:w-full" aria-hidden>
          Theme
        </span>
        {THEMES.map((option) => (
          <label
            key={option}
            className={cx(
              "inline-flex h-8 cursor-pointer items-center rounded border px-3 has-focus-visible:outline-2 has-focus-visible:outline-accent max-sm:h-11",
              option === theme ? "border-accent bg-accent-soft font-medium" : "border-line hover:bg-hover",
            )}
          >
            <input
              type="radio"
              name="theme"
              value={option}
              checked={option === theme}
              onChange={() => prefer({ theme: option })}
              className="sr-only"
            />
            {LABELS[option]}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
