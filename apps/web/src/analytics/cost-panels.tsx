import type { CostReport, Spent, TranscriptAgent } from "@pilothouse/contracts";
import type { ReactNode } from "react";
import { Answered } from "../ui/answered.tsx";
import { Figures } from "../ui/figures.tsx";
import { Panel } from "../ui/page.tsx";
import { exactTokens, formatTokens, tokensOf } from "../words/format-tokens.ts";
import { formatCost, formatForecast, unpricedWords } from "../words/format-usd.ts";
import { BlocksPanel } from "./blocks-panel.tsx";
import { useCost } from "./use-cost.ts";

/** How things stand now, whatever period is looked at: the days and weeks of now, the month's forecast, the block of now. */
export function CostPanels({ agent }: { agent?: TranscriptAgent | undefined }): ReactNode {
  const cost = useCost(agent);
  return (
    <>
      <Panel title="Now" aside={<span className="text-xs text-ink-faint">all projects and models</span>}>
        <Answered query={cost} what="what is spent now" rows={2}>
          {(report) => <NowFigures report={report} />}
        </Answered>
      </Panel>
      {cost.data && <BlocksPanel blocks={cost.data.blocks} />}
    </>
  );
}

function NowFigures({ report }: { report: CostReport }): ReactNode {
  const { today, yesterday, week, month } = report;
  const figure = (name: string, spent: Spent) => ({
    name,
    value: formatCost(spent),
    title: exactTokens(tokensOf(spent)),
    note: unpricedWords(spent.unpricedRequests) ?? `${formatTokens(tokensOf(spent))} tokens`,
  });
  const forecast = {
    name: "Forecast of the month",
    value: formatForecast(report),
    note: "at the pace of the last seven days",
  };
  return (
    <Figures
      label="Spend now"
      figures={[
        figure("Today", today),
        figure("Yesterday", yesterday),
        figure("This week", week),
        figure("This month", month),
        forecast,
      ]}
    />
  );
}
