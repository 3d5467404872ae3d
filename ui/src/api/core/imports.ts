/** A file on its way in: the core's desk as the views take it. */
import { language, t } from "@/i18n";
import type { ImportPart } from "../backend";
import {
  commands,
  type Counts_Serialize,
  type ImportDone_Serialize,
  type Look_Serialize,
  type ReviewRow_Serialize,
} from "../bindings";
import type * as m from "../model";
import { ok, orNull } from "./answer";
import { changesOf } from "./settings";

/** How many imports the list shows. */
const IMPORTS_SHOWN = 100;
/** A dropped file crosses in pieces of so many bytes: a few milliseconds each, and the window draws between them. */
const PIECE_BYTES = 1 << 20;

const lookOf = (look: Look_Serialize): m.ImportLook => look;
const countsOf = (counts: Counts_Serialize): m.ImportCounts => counts;
const doneOf = ({ id, counts, changed }: ImportDone_Serialize): m.ImportDone => ({
  id,
  counts: countsOf(counts),
  changes: changed ? changesOf(changed) : null,
});
const rowOf = (row: ReviewRow_Serialize): m.ImportRow => ({ ...row, id: String(row.row) });

/** A piece of a file as base64, by the web view's own reader. */
function base64Of(piece: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve(String(reader.result).split(",", 2)[1] ?? ""));
    reader.addEventListener("error", () => reject(reader.error));
    reader.readAsDataURL(piece);
  });
}

async function drop(file: File): Promise<m.ChosenFile> {
  const chosen = await ok(commands.importDrop(file.name));
  for (let at = 0; at < file.size; at += PIECE_BYTES)
    await ok(commands.importDropPiece(chosen.token, await base64Of(file.slice(at, at + PIECE_BYTES))));
  return chosen;
}

export const importsPart: ImportPart = {
  importChoose: () => ok(commands.importChoose()),
  importDrop: drop,
  importPaste: (text, html) => ok(commands.importPaste(t("import-paste-name"), text, html)),
  importOpen: async (token) => lookOf(await ok(commands.importOpen(token))),
  importShape: async (shape) => lookOf(await ok(commands.importShape(shape))),
  importPlan: async (edition) =>
    countsOf(
      await ok(
        commands.importPlan(
          edition?.year && edition.published_on
            ? {
                list_code: edition.list_code,
                year: edition.year,
                published_on: edition.published_on,
                source: orNull(edition.source),
              }
            : null,
        ),
      ),
    ),
  importReplan: async () => countsOf(await ok(commands.importReplan())),
  async importRows(filter, offset, limit) {
    const page = await ok(commands.importRows(filter, offset, limit));
    return { total: page.total, rows: page.rows.map(rowOf) };
  },
  importMend: async (row, column, text) => countsOf(await ok(commands.importMend(row, column, text))),
  importImpactCompanies: (line, moving, offset, limit) =>
    ok(commands.importImpactCompanies(line, moving, offset, limit)),
  importImpactFunds: (policy, place, offset, limit) =>
    ok(commands.importImpactFunds(policy, place, offset, limit)),
  importDoubts: (offset, limit) => ok(commands.importDoubts(offset, limit)),
  importDecide: async (written, choice) => void (await ok(commands.importDecide(written, choice))),
  importDecideLike: async (written, choice) => void (await ok(commands.importDecideLike(written, choice))),
  importProgress: () => commands.importProgress(),
  importCancel: async () => void (await commands.importCancel()),
  importCommit: async (partial) => doneOf(await ok(commands.importCommit(partial))),
  importRejects: (name) => ok(commands.importRejects(name, language.value)),
  importLeave: async () => void (await ok(commands.importLeave())),
  async imports() {
    const all = await ok(commands.importsAll(IMPORTS_SHOWN));
    return all.map(({ id, kind, file_name, rows_read, created, updated, rejected, at, by }) => ({
      id,
      name: file_name,
      kind: kind as m.ImportKind,
      rows: rows_read,
      created,
      updated,
      rejected,
      at,
      by,
    }));
  },
  importRevertLook: (id) => ok(commands.importRevertLook(id)),
  importRevert: async (id, words) => changesOf((await ok(commands.importRevert(id, words))).changed),
};
