/** The core's duplicates as the views take them. */
import type { Backend } from "../backend";
import { commands } from "../bindings";
import type * as m from "../model";
import { ok } from "./answer";
import { changed } from "./settings";

type Part = Pick<Backend, "duplicates" | "mergePreview" | "merge" | "keepApart">;

export const duplicatesPart: Part = {
  duplicates: () => ok(commands.companyDuplicates()),
  async mergePreview(kept, merged, fields) {
    const { fields: pairs, ...preview } = await ok(commands.companyMergePreview(kept, merged, fields));
    return { ...preview, fields: pairs.map((pair) => ({ ...pair, field: pair.field as m.MergeField })) };
  },
  merge: (kept, merged, fields) => changed(commands.companyMerge(kept, merged, fields)),
  keepApart: (one, other) => changed(commands.companiesKeepApart(one, other)),
};
