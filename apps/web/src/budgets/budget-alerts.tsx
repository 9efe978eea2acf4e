import type { EventChannel } from "@pilothouse/contracts";
import { useNavigate } from "@tanstack/react-router";
import { useRef } from "react";
import { toast } from "sonner";
import { useEvents } from "../events/use-events.ts";
import { alertWords } from "./budget-words.ts";

const CHANNELS: readonly EventChannel[] = ["system"];

/** Tells, wherever one is, that a part of a budget is used up; each part once. */
export function BudgetAlerts(): null {
  const navigate = useNavigate();
  const told = useRef(new Set<string>());
  useEvents(CHANNELS, (event) => {
    if (event.type !== "budget") return;
    const { id, from, alerted } = event.budget;
    const key = `${id} ${from} ${alerted}`;
    if (told.current.has(key)) return;
    told.current.add(key);
    toast.warning(alertWords(event.budget), {
      duration: 20_000,
      action: { label: "Show budgets", onClick: () => void navigate({ to: "/analytics/budgets" }) },
    });
  });
  return null;
}
