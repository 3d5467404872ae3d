/** Companies of the made-up bureau that are there twice. */
import type { Backend } from "../backend";
import type * as m from "../model";
import type { Fake } from "./index";

type Part = Pick<Backend, "duplicates" | "mergePreview" | "merge" | "keepApart">;

const company = (
  id: string,
  title: string,
  records: number,
  more: Partial<m.Duplicate> = {},
): m.Duplicate => ({
  id,
  title,
  name_en: null,
  country: "CN",
  uscc: null,
  records,
  ...more,
});
const group = (
  one: m.Duplicate,
  other: m.Duplicate,
  score: number,
  verdict: m.Verdict,
  reasons: m.MatchReason[],
): m.DuplicateGroup => ({
  score,
  verdict,
  companies: [one, other],
  pairs: [{ one: one.id, other: other.id, score, verdict, reasons }],
});
const GROUPS: m.DuplicateGroup[] = [
  group(
    company("dup-1", "示例重工集团有限公司", 7, { uscc: "10000000000000000Y" }),
    company("dup-2", "示例重工", 2),
    980,
    "clear",
    [{ ground: "forms", detail: "集团、有限公司" }],
  ),
  group(
    company("dup-3", "示例零售", 4, { name_en: "Sample Retail", country: "US" }),
    company("dup-4", "Sample Retail Stores", 1, { country: "US" }),
    720,
    "doubtful",
    [
      { ground: "words", detail: "stores" },
      { ground: "country-same", detail: "US" },
    ],
  ),
];

export function duplicatesOf(fake: Fake): Part {
  const gone = new Set<m.Id>();
  const find = (id: m.Id): m.Duplicate =>
    GROUPS.flatMap((each) => each.companies).find((each) => each.id === id) ?? fake.refuse("not_found");
  const pairsOf = (one: m.Duplicate, other: m.Duplicate): m.FieldPair[] => {
    const pair = (field: m.MergeField, kept: string | null, merged: string | null): m.FieldPair => ({
      field,
      kept,
      merged,
      chosen: kept ?? merged,
    });
    return [
      pair("name_zh", one.title, other.title),
      pair("name_en", one.name_en, other.name_en),
      pair("uscc", one.uscc, other.uscc),
      pair("country", one.country, other.country),
    ];
  };
  return {
    duplicates: () =>
      fake.answer(() => {
        const groups = GROUPS.filter((each) => !each.companies.some(({ id }) => gone.has(id)));
        return { groups, found: groups.length };
      }),
    mergePreview: (kept, merged, fields) =>
      fake.answer(() => {
        const [one, other] = [find(kept), find(merged)];
        const pairs = pairsOf(one, other);
        const own = { name_zh: null, name_en: null, uscc: null, lei: null, country: null };
        const filled = Object.fromEntries(pairs.map(({ field, chosen }) => [field, chosen]));
        const rest = { headquarters: null, industry: null, note: null, owner_id: null };
        const next: m.MergedCompany = fields ?? { ...own, ...rest, ...filled };
        return {
          kept,
          merged,
          fields: pairs.map((pair) => ({ ...pair, chosen: next[pair.field] })),
          company: next,
          aliases: [],
          moved: {
            aliases: 1,
            entries: 1,
            locked_entries: 0,
            ownership: 0,
            shares: 0,
            meetings: 1,
            funds: 1,
          },
          effects: [{ line: "F500", before_fen: "800000000", after_fen: "900000000" }],
        };
      }),
    merge: (kept, merged) =>
      fake.write(
        "companies-merged",
        ["company"],
        () => void gone.add(merged),
        `${find(merged).title} → ${find(kept).title}`,
      ),
    keepApart: (one, other) =>
      fake.write(
        "companies-kept-apart",
        ["company_apart"],
        () => void gone.add(other),
        `${find(one).title} ≠ ${find(other).title}`,
      ),
  };
}
