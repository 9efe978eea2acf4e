import { Download } from "lucide-react";
import type { ReactNode } from "react";
import { session } from "../api/client.ts";
import { Button } from "../ui/button.tsx";
import { Menu } from "../ui/menu.tsx";
import { type AuditSearch, exportAddress } from "./audit-search.ts";

/** Downloads what the filters let through. */
export function ExportMenu({ search }: { search: AuditSearch }): ReactNode {
  const download = (format: "ndjson" | "csv") => () =>
    void session.fresh().then(() => globalThis.location.assign(exportAddress(search, format)));
  return (
    <Menu
      trigger={
        <Button>
          <Download size={15} aria-hidden />
          Export
        </Button>
      }
      groups={[
        [
          { label: "As a table (CSV)", run: download("csv") },
          { label: "As lines of JSON", run: download("ndjson") },
        ],
      ]}
    />
  );
}
