import { type Conversation, ConversationSort, ConversationStatus, TranscriptAgent } from "@pilothouse/contracts";
import { useQuery } from "@tanstack/react-query";
import { ArrowDownWideNarrow, ArrowUpNarrowWide, ListFilter } from "lucide-react";
import { type ReactNode, useState } from "react";
import { api } from "../api/query.ts";
import { SearchBox } from "../search/search-box.tsx";
import { plainTitle } from "../terminals/describe.ts";
import { Button } from "../ui/button.tsx";
import { cx } from "../ui/cx.ts";
import { SelectField, TextField } from "../ui/field.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import type { ConversationsSearch } from "./conversations-search.ts";
import { AGENT_WORDS, STATUS_WORDS } from "./words.ts";

const SORT_WORDS: Readonly<Record<ConversationSort, string>> = {
  last: "Last active",
  started: "Begin",
  cost: "Cost",
  tokens: "Tokens",
  prompts: "Prompts",
  errors: "Errors",
};
/** What the panel of filters changes; words and order are beside it. */
const IN_PANEL = ["status", "project", "agent", "model", "branch", "tool", "errors", "from", "to"] as const;

interface ConversationFiltersProps {
  search: ConversationsSearch;
  /** What is listed: it offers its models and branches. */
  conversations: readonly Conversation[];
  onChange: (next: ConversationsSearch) => void;
}

/** Words and order at once, all else behind a button. */
export function ConversationFilters(props: ConversationFiltersProps): ReactNode {
  const { search, onChange } = props;
  const used = IN_PANEL.filter((name) => search[name] !== undefined).length;
  const [open, setOpen] = useState(false);
  const { q = "", sort = "last", order } = search;
  return (
    <div className="@container border-b border-line px-3 py-2">
      <div className="flex flex-wrap items-center gap-2 *:mb-0">
        <div className="min-w-40 flex-1 *:mb-0">
          <SearchBox
            words={q}
            label="Filter by title, project or branch"
            placeholder="Filter"
            arrives={false}
            onChange={(words) => onChange(withFilter(search, "q", words))}
          />
        </div>
        <select
          aria-label="Sort by"
          value={sort}
          onChange={({ target }) => onChange(withFilter(search, "sort", target.value === "last" ? "" : target.value))}
          className="h-8 rounded border border-line-strong bg-panel px-2 max-sm:h-11"
        >
          {ConversationSort.options.map((name) => (
            <option key={name} value={name}>
              {SORT_WORDS[name]}
            </option>
          ))}
        </select>
        <IconButton
          icon={order === "asc" ? ArrowUpNarrowWide : ArrowDownWideNarrow}
          label={order === "asc" ? "Smallest or oldest first" : "Largest or newest first"}
          onClick={() => onChange(withFilter(search, "order", order === "asc" ? "" : "asc"))}
        />
        <Button tone="quiet" className="px-2!" title="Filters" aria-expanded={open} onClick={() => setOpen(!open)}>
          <ListFilter size={15} aria-hidden />
          <span className="@max-md:sr-only">Filters</span>
          {used > 0 && <span className="text-accent"> {used}</span>}
        </Button>
      </div>
      {open && <Panel {...props} />}
    </div>
  );
}

function Panel({ search, conversations, onChange }: ConversationFiltersProps): ReactNode {
  const projects = useQuery(api.projects.list.queryOptions({ sort: "name", limit: 200 }));
  const change = (name: (typeof IN_PANEL)[number]) => (value: string) => onChange(withFilter(search, name, value));
  const { errors = false } = search;
  return (
    <search className="mt-3 grid grid-cols-[repeat(auto-fill,minmax(9rem,1fr))] items-end gap-3 pb-1">
      <Choice label="Status" value={search.status} onChange={change("status")}>
        {ConversationStatus.options.map((status) => [status, STATUS_WORDS[status].words])}
      </Choice>
      <Choice label="Project" value={search.project} onChange={change("project")}>
        {(projects.data?.projects ?? []).map(({ id, name }) => [id, plainTitle(name)])}
      </Choice>
      <Choice label="Agent" value={search.agent} onChange={change("agent")}>
        {TranscriptAgent.options.map((agent) => [agent, AGENT_WORDS[agent]])}
      </Choice>
      <Choice label="Model" value={search.model} onChange={change("model")}>
        {seen(conversations.map(({ model }) => model))}
      </Choice>
      <Choice label="Branch" value={search.branch} onChange={change("branch")}>
        {seen(conversations.map(({ branch }) => branch))}
      </Choice>
      <TextField label="From" type="date" value={search.from ?? ""} onChange={({ target }) => change("from")(target.value)} />
      <TextField label="To" type="date" value={search.to ?? ""} onChange={({ target }) => change("to")(target.value)} />
      <button
        type="button"
        aria-pressed={errors}
        onClick={() => onChange(errors ? withFilter(search, "errors", "") : { ...search, errors: true })}
        className={cx("h-8 rounded border border-line px-2.5 hover:bg-hover max-sm:h-11", errors && "bg-pressed font-medium")}
      >
        With errors
      </button>
      <Button disabled={IN_PANEL.every((name) => search[name] === undefined)} onClick={() => onChange({})}>
        Clear filters
      </Button>
    </search>
  );
}

interface ChoiceProps {
  label: string;
  value: string | undefined;
  onChange: (value: string) => void;
  children: readonly (readonly [value: string, words: string])[];
}

/** All, or one of these; what is chosen is there also when the list does not offer it. */
function Choice({ label, value = "", onChange, children }: ChoiceProps): ReactNode {
  return (
    <SelectField label={label} value={value} onChange={({ target }) => onChange(target.value)}>
      <option value="">All</option>
      {children.map(([name, words]) => (
        <option key={name} value={name}>
          {words}
        </option>
      ))}
      {value !== "" && !children.some(([name]) => name === value) && <option value={value}>{plainTitle(value)}</option>}
    </SelectField>
  );
}

function seen(values: readonly (string | null)[]): (readonly [string, string])[] {
  const known = [...new Set(values)].filter((value) => value !== null).sort((one, other) => one.localeCompare(other));
  return known.map((value) => [value, plainTitle(value)]);
}

/** The filters with one more, or without it where it is empty. */
function withFilter(search: ConversationsSearch, name: keyof ConversationsSearch, value: string): ConversationsSearch {
  const { [name]: _, ...others } = search;
  return value === "" ? others : { ...others, [name]: value };
}
