import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { api } from "../api/query.ts";
import { FailureFace, SkeletonRows } from "../ui/faces.tsx";
import { Page } from "../ui/page.tsx";
import { RunnerPanel } from "./runner-panel.tsx";

const REFRESH_MS = 5_000;

/** The machines that own terminals, and how far an upgrade of them has come. */
export function RunnersPage(): ReactNode {
  const runners = useQuery(api.runners.list.queryOptions(undefined, { refetchInterval: REFRESH_MS }));
  return (
    <Page
      title="Runners"
      lead="The processes that own the terminals. After an upgrade the old one goes on with what it has, beside the new one."
    >
      {runners.isPending && <SkeletonRows what="runners" />}
      {runners.isError && !runners.data && (
        <FailureFace error={runners.error} what="runners" onRetry={() => void runners.refetch()} />
      )}
      {runners.data?.map((runner) => (
        <RunnerPanel key={runner.id} runner={runner} />
      ))}
    </Page>
  );
}
