import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Toaster } from "sonner";
import { session } from "./api/client.ts";
import { queryClient } from "./api/query.ts";
import "./index.css";
import { followClicks } from "./notifications/follow-clicks.ts";
import { followOtherTabs } from "./preferences/preferences.ts";
import { followTheme } from "./preferences/theme.ts";
import { router } from "./routes.tsx";
import { keepFresh } from "./session/keep-fresh.ts";
import { leaveWhenSignedOut } from "./session/leave.ts";
import { reloadStaleBuild } from "./shell/stale-build.ts";

const place = document.getElementById("root");
if (!place) throw new Error("the page has no #root");

followOtherTabs();
followTheme();
leaveWhenSignedOut();
keepFresh(session);
reloadStaleBuild();
followClicks();

createRoot(place).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
      <Toaster position="bottom-right" offset={{ bottom: 60, right: 16 }} mobileOffset={{ bottom: 72 }} />
    </QueryClientProvider>
  </StrictMode>,
);
