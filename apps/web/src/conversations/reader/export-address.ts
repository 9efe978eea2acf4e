import type { ExportConversation } from "@pilothouse/contracts";

/** The address of the file that has a conversation. */
export function exportAddress({ id, format = "markdown", secrets = false }: ExportConversation): string {
  return `/api/conversations/export?${new URLSearchParams({ id, format, ...(secrets && { secrets: "true" }) }).toString()}`;
}
