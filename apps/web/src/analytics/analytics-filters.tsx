import { TranscriptAgent } from "@pilothouse/contracts";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { api } from "../api/query.ts";
import { plainTitle } from "../terminals/describe.ts";
import { Button } from "../ui/button.tsx";
import { SelectField, TextField } from "../ui/field.tsx";
import { AGENT_WORDS } from "../conversations/words.ts";
import { type AnalyticsSearch, type Asked, daysOf, type Period, PERIODS } from "./analytics-search.ts";
import { useUsage } from "./use-usage.ts";

const PERIOD_NAMES: Readonly<Record<Period, string>> = {
  today: "Today",
  "7d": "Last 7 days",
  "30d": "Last 30 days",
  "90d": "Last 90 days",
  year: "Last year",
  custom: "Custom days",
};

interface AnalyticsFiltersProps {
  search: AnalyticsSearch;
  asked: Asked;
  onChange: (next: AnalyticsSearch) => void;
}

/** Which period, project, agent and model. */
export function AnalyticsFilters({ search, asked, onChange }: AnalyticsFiltersProps): ReactNode {
  const { period = "30d", from = "", to = "", project = "", agent = "", model = "" } = search;
  const { model: _model, ...everyModel } = asked;
  const models = useUsage(everyModel, "model", 100);
  const names = (models.data?.rows ?? []).map(({ key }) => key).filter((key) => key !== "unknown");
  const change = (name: keyof AnalyticsSearch, value: string): void => {
    const { [name]: _, ...rest } = search;
    onChange(value === "" ? rest : { ...rest, [name]: value });
  };
  const changePeriod = (value: string): void => {
    const { period: _, from: __, to: ___, ...rest } = search;
    const next = PERIODS.find((known) => known === value) ?? "30d";
    // One's own period begins as the one that was looked at.
    onChange({ ...rest, period: next, ...(next === "custom" && daysOf(search, Date.now())) });
  };
  return (
    <search className="mb-4 flex flex-wrap items-end gap-3 max-sm:grid max-sm:grid-cols-2 max-sm:*:w-full">
      <div className="w-40">
        <SelectField label="Period" value={period} onChange={({ target }) => changePeriod(target.value)}>
          {PERIODS.map((name) => (
            <option key={name} value={name}>
              {PERIOD_NAMES[name]}
            </option>
          ))}
        </SelectField>
      </div>
      {period === "custom" && (
        <>
          <div className="w-36">
            <TextField label="From" type="date" value={from} onChange={({ target }) => change("from", target.value)} />
          </div>
          <div className="w-36">
            <TextField label="To" type="date" value={to} onChange={({ target }) => change("to", target.value)} />
          </div>
        </>
      )}
      <ProjectField value={project} onChange={(value) => change("project", value)} />
      <div className="w-36">
        <SelectField label="Agent" value={agent} onChange={({ target }) => change("agent", target.value)}>
          <option value="">All agents</option>
          {TranscriptAgent.options.map((name) => (
            <option key={name} value={name}>
              {AGENT_WORDS[name]}
            </option>
          ))}
        </SelectField>
      </div>
      <div className="w-52">
        <SelectField label="Model" value={model} onChange={({ target }) => change("model", target.value)}>
          <option value="">All models</option>
          {[...new Set(model === "" ? names : [model, ...names])].map((name) => (
            <option key={name} value={name}>
              {plainTitle(name)}
            </option>
          ))}
        </SelectField>
      </div>
      <Button disabled={Object.keys(search).length === 0} onClick={() => onChange({})}>
        Clear filters
      </Button>
    </search>
  );
}

function ProjectField({ value, onChange }: { value: string; onChange: (id: string) => void }): ReactNode {
  const projects = useQuery(api.projects.list.queryOptions({ sort: "name", archived: true, limit: 200 }));
  const known = projects.data?.projects ?? [];
  return (
    <div className="w-52">
      <SelectField label="Project" value={value} onChange={({ target }) => onChange(target.value)}>
        <option value="">All projects</option>
        {known.map(({ id, name }) => (
          <option key={id} value={id}>
            {plainTitle(name)}
          </option>
        ))}
        {value !== "" && !known.some(({ id }) => id === value) && <option value={value}>This project</option>}
      </SelectField>
    </div>
  );
}
