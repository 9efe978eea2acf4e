import { GRAPHICS_PANES } from "@pilothouse/contracts";
import type { ReactNode } from "react";
import { prefer, preferences } from "../preferences/preferences.ts";
import { clampFontSize, FONT_SIZE, TERMINAL_THEMES, type TerminalTheme } from "../preferences/values.ts";
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
  const { terminalTheme, fontSize, fontFamily, graphicsPanes, leader } = useStore(preferences);
  const { screenReader, pasteUnasked, clipboardAlways, clipboardTerminals } = useStore(preferences);
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
      <TextField
        label="Fonts"
        hint="Families in the order in which they are tried. Empty: the dashboard's own."
        maxLength={100}
        pattern="[\p{L}\p{N} ,'_\-]*"
        placeholder="JetBrains Mono, monospace"
        defaultValue={fontFamily}
        onChange={({ target }) => {
          if (target.validity.valid) prefer({ fontFamily: target.value });
        }}
      />
      <TextField
        label="Drawn by the graphics card"
        hint="Panes of a page, at most. The others are drawn more slowly."
        type="number"
        min={GRAPHICS_PANES.min}
        max={GRAPHICS_PANES.max}
        value={graphicsPanes}
        onChange={({ target }) => {
          if (target.validity.valid && target.value !== "") prefer({ graphicsPanes: target.valueAsNumber });
        }}
      />
      <div className="grid gap-3 sm:col-span-3">
        <Switch
          label="Ask before several lines are pasted"
          hint="Programs that cannot tell a paste from typing may run each line as it comes."
          checked={!pasteUnasked}
          onChange={(ask) => prefer({ pasteUnasked: !ask })}
        />
        <Switch
          label="Programs may write the clipboard"
          hint="In every terminal, without a question. They can never read it."
          checked={clipboardAlways}
          onChange={(always) => prefer({ clipboardAlways: always })}
        />
        {clipboardTerminals.length > 0 && (
          <p className="text-xs text-ink-faint">
            {clipboardTerminals.length === 1 ? "1 terminal was" : `${clipboardTerminals.length} terminals were`} allowed to write
            the clipboard.{" "}
            <button type="button" className="text-accent hover:underline" onClick={() => prefer({ clipboardTerminals: [] })}>
              Take it back
            </button>
          </p>
        )}
        <Switch
          label="Screen reader support"
          hint="Terminals keep a readable copy of their screen. Costs some speed."
          checked={screenReader}
          onChange={(on) => prefer({ screenReader: on })}
        />
      </div>
    </div>
  );
}

interface SwitchProps {
  label: string;
  hint: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

function Switch({ label, hint, checked, onChange }: SwitchProps): ReactNode {
  return (
    <label className="flex items-start gap-2">
      <input
        type="checkbox"
        checked={checked}
        onChange={({ target }) => onChange(target.checked)}
        className="mt-0.5 size-4 accent-(--accent)"
      />
      <span>
        {label}
        <span className="block text-xs text-ink-faint">{hint}</span>
      </span>
    </label>
  );
}
