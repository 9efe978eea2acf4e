import type { ExportConversation } from "@pilothouse/contracts";

/** The address of the file that has a conversation. */
export function exportAddress({ id, format = "markdown", secrets = false }: ExportConversation): string {
  return `/api/conversations/${encodeURIComponent(id)}/export?format=${format}&secrets=${secrets}`;
}
