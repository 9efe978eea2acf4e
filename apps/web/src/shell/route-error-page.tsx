import { type ErrorComponentProps, useRouter } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { FailureFace } from "../ui/faces.tsx";

/** What a route shows when it could not be loaded: the server is away, or a part of the page failed. */
export function RouteErrorPage({ error, reset }: ErrorComponentProps): ReactNode {
  const router = useRouter();
  const retry = (): void => {
    reset();
    void router.invalidate();
  };
  return (
    <main className="mt-[15vh]">
      <FailureFace error={error} what="this page" onRetry={retry} />
    </main>
  );
}
