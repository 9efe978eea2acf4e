import type { ReactNode } from "react";
import {
  clampFontSize,
  FONT_SIZE,
  prefer,
  preferences,
  TERMINAL_THEMES,
  type TerminalTheme,
} from "../preferences/preferences.ts";
import { LEADERS } from "../shortcuts/leaders.ts";
import { useStore } from "../store/use-store.ts";
import { SelectField, TextField } from "../ui/field.tsx";

const LABELS: Record<TerminalTheme, string> = {
  match: "As the page",
  dark: "Dark",
  light: "Light",
  contrast: "High contrast",
};

/** Colours, size and keys of terminals. */
export function TerminalSettings(): ReactNode {
  const { terminalTheme, fontSize, leader, screenReader } = useStore(preferences);
  return (
    <div className="grid gap-4 px-4 py-3 sm:grid-cols-3">
      <SelectField
        label="Colours"
        value={terminalTheme}
        onChange={({ target }) => {
          const chosen = TERMINAL_THEMES.find((option) => option === target.value);
          if (chosen) prefer({ terminalTheme: chosen });
        }}
      >
        {TERMINAL_THEMES.map((option) => (
          <option key={option} value={option}>
            {LABELS[option]}
          </option>
        ))}
      </SelectField>
      <TextField
        label="Text size (px)"
        type="number"
        min={FONT_SIZE.min}
        max={FONT_SIZE.max}
        value={fontSize}
        onChange={({ target }) => {
          if (target.validity.valid && target.value !== "") prefer({ fontSize: clampFontSize(target.valueAsNumber) });
        }}
      />
      <SelectField
        label="Leader key"
        hint="The only keys a terminal does not get."
        value={leader}
        onChange={({ target }) => {
          const chosen = LEADERS.find(({ id }) => id === target.value);
          if (chosen) prefer({ leader: chosen.id });
        }}
      >
        {LEADERS.map(({ id, label }) => (
          <option key={id} value={id}>
            {label}
          </option>
        ))}
      </SelectField>
      <label className="flex items-start gap-2 sm:col-span-3">
        <input
          type="checkbox"
          checked={screenReader}
          onChange={({ target }) => prefer({ screenReader: target.checked })}
          className="mt-0.5 size-4 accent-(--accent)"
        />
        <span>
          Screen reader support
          <span className="block text-xs text-ink-faint">Terminals keep a readable copy of their screen. Costs some speed.</span>
        </span>
      </label>
    </div>
  );
}
