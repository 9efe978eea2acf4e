import { zodResolver } from "@hookform/resolvers/zod";
import { type Budget, BudgetPeriod } from "@pilothouse/contracts";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect } from "react";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { sentenceOf } from "../api/fault.ts";
import { api } from "../api/query.ts";
import { plainTitle } from "../terminals/describe.ts";
import { Button } from "../ui/button.tsx";
import { Dialog, DialogActions } from "../ui/dialog.tsx";
import { SelectField, TextField } from "../ui/field.tsx";
import { Notice } from "../ui/notice.tsx";
import { BudgetForm, budgetOf, formOf } from "./budget-form.ts";
import { BUDGET_PERIODS } from "./budget-words.ts";

interface BudgetDialogProps {
  /** `null`: a new one. */
  budget: Budget | null;
  onClose: () => void;
}

/** Makes a budget, or changes one. */
export function BudgetDialog({ budget, onClose }: BudgetDialogProps): ReactNode {
  const projects = useQuery(api.projects.list.queryOptions({ sort: "name", archived: true, limit: 200 }));
  const save = useSaving(budget, onClose);
  const form = useForm({ resolver: zodResolver(BudgetForm), defaultValues: formOf(budget) });
  const { setFocus, formState } = form;
  useEffect(() => setFocus("name"), [setFocus]);
  const submit = form.handleSubmit((typed) => save.run(budgetOf(typed)));
  const known = projects.data?.projects ?? [];
  const other = budget?.projectId ?? null;
  return (
    <Dialog title={budget ? `Edit ${budget.name}` : "New budget"} open onClose={onClose}>
      <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-4">
        <TextField label="Name" autoComplete="off" error={formState.errors.name?.message} {...form.register("name")} />
        <div className="grid grid-cols-2 gap-3">
          <TextField
            label="Limit"
            inputMode="decimal"
            autoComplete="off"
            className="text-right"
            error={formState.errors.limit?.message}
            {...form.register("limit")}
          />
          <SelectField label="Counted in" {...form.register("unit")}>
            <option value="usd">US dollars</option>
            <option value="tokens">Tokens</option>
          </SelectField>
        </div>
        <SelectField label="For each" {...form.register("period")}>
          {BudgetPeriod.options.map((period) => (
            <option key={period} value={period}>
              {BUDGET_PERIODS[period]}
            </option>
          ))}
        </SelectField>
        <SelectField label="Project" {...form.register("projectId")}>
          <option value="">All projects</option>
          {known.map(({ id, name }) => (
            <option key={id} value={id}>
              {plainTitle(name)}
            </option>
          ))}
          {other !== null && !known.some(({ id }) => id === other) && <option value={other}>The project of now</option>}
        </SelectField>
        <TextField
          label="Tell me at"
          hint="Parts of the limit in percent."
          autoComplete="off"
          error={formState.errors.alertAt?.message}
          {...form.register("alertAt")}
        />
        {save.problem !== null && <Notice>{save.problem}</Notice>}
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" tone="primary" busy={save.isPending}>
            {budget ? "Save budget" : "Create budget"}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

function useSaving(budget: Budget | null, onClose: () => void) {
  const queryClient = useQueryClient();
  const options = {
    onSuccess: async ({ name }: Budget) => {
      toast(budget ? `${name} is changed` : `${name} is there`);
      onClose();
      await queryClient.invalidateQueries(api.analytics.budgets.pathFilter());
    },
  };
  const create = useMutation(api.analytics.budgets.create.mutationOptions(options));
  const update = useMutation(api.analytics.budgets.update.mutationOptions(options));
  const failed = [create, update].find(({ isError }) => isError);
  return {
    run: (typed: ReturnType<typeof budgetOf>) => {
      if (budget) update.mutate({ ...typed, id: budget.id });
      else create.mutate(typed);
    },
    isPending: create.isPending || update.isPending,
    problem: failed ? sentenceOf(failed.error) : null,
  };
}
