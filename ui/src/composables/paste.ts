/** What was pasted, on its way in: cells of a spreadsheet, a table of a page, or running text. */
import { api } from "@/api";
import { useImport } from "./imports";

/** Opens what the clipboard holds; a table of a page says more than its text. */
export function openPasted(data: DataTransfer): Promise<void> {
  const [html, text] = [data.getData("text/html"), data.getData("text/plain")];
  return useImport().open(async () => (html || text ? api.importPaste(text, html) : null));
}

/** Opens what the clipboard holds, where the window may ask for it. */
export async function pasteFromClipboard(): Promise<void> {
  const text = await navigator.clipboard.readText();
  await useImport().open(async () => (text ? api.importPaste(text, "") : null));
}
