import type { EventChannel } from "@pilothouse/contracts";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { api } from "../api/query.ts";
import { useReadingAnew } from "../events/use-reading-anew.ts";
import { listOf, type ProjectsSearch } from "./projects-search.ts";

const CHANNELS: readonly EventChannel[] = ["projects"];

/** Projects page by page, read anew when something happens in one. */
export function useProjects(search: ProjectsSearch) {
  const pages = useInfiniteQuery(
    api.projects.list.infiniteQueryOptions(listOf(search), {
      getNextPageParam: ({ next }) => next,
      placeholderData: keepPreviousData,
    }),
  );
  useReadingAnew(CHANNELS, pages.refetch);
  return pages;
}
