import type { SearchedText } from "@pilothouse/contracts";
import type { ReactNode } from "react";
import { type OutputSearch, TEXTS, textsOf, textsParam } from "./search-params.ts";
import { TEXT_NAMES } from "./text-names.ts";

interface TextSwitchesProps {
  search: OutputSearch;
  onChange: (next: OutputSearch) => void;
}

/** Which texts of conversations are looked through. */
export function TextSwitches({ search, onChange }: TextSwitchesProps): ReactNode {
  const { texts: _, ...rest } = search;
  const chosen = textsOf(search.texts);
  const turn = (text: SearchedText, on: boolean): void => {
    const texts = textsParam(on ? [...chosen, text] : chosen.filter((one) => one !== text));
    onChange(texts === undefined ? rest : { ...rest, texts });
  };
  return (
    <fieldset className="mb-4 flex flex-wrap gap-x-5 gap-y-1">
      <legend className="sr-only">Look through</legend>
      {TEXTS.map((text) => {
        const on = chosen.includes(text);
        return (
          <label key={text} className="inline-flex items-center gap-1.5 max-sm:h-11">
            <input
              type="checkbox"
              className="size-4 accent-accent"
              checked={on}
              // Nothing can be found where nothing is looked through.
              disabled={on && chosen.length === 1}
              onChange={({ target }) => turn(text, target.checked)}
            />
            {TEXT_NAMES[text]}
          </label>
        );
      })}
    </fieldset>
  );
}
