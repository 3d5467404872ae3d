/** Reports, settings and history of the made-up bureau. */
import { quarterOf } from "@/lib/dates";
import { sumFen } from "@/lib/money";
import type { Backend } from "../backend";
import type * as m from "../model";
import { listInfos } from "./detail";
import type { Fake } from "./index";
import { kpiOf } from "./kpi";
import * as w from "./world";

type Part = Pick<
  Backend,
  | "reportPreview"
  | "reportPages"
  | "reportWords"
  | "reportTemplateTry"
  | "reportTextSet"
  | "reportExport"
  | "reportExports"
  | "reportProve"
  | "reportProgress"
  | "reportCancel"
  | "openFolder"
  | "users"
  | "userAdd"
  | "userRoleSet"
  | "userDeactivate"
  | "savedViews"
  | "viewSave"
  | "viewRemove"
  | "zones"
  | "zoneAdd"
  | "zoneSetCounts"
  | "scheme"
  | "schemeSet"
  | "targets"
  | "targetSet"
  | "listsSetLine"
  | "closes"
  | "closeCheck"
  | "periodClose"
  | "backups"
  | "backupNow"
  | "history"
>;

const SEAL = "9f3c1f6b2a77d0e4c58b6a19e3d2a4c7f0b1d8e2a6c39475f1e0b7d6c5a49382";
/** Steps that a made-up export takes. */
const EXPORT_STEPS = 20;
const LINES: m.TargetLine[] = ["F500", "C500", "I100", "FDI", "total"];

export function settingsOf(fake: Fake): Part {
  const { answer, refuse, write } = fake;

  let exporting = { done: 0, cancelled: false };
  const closeOf = (year: number, quarter: number): m.Close => {
    const period = `${year}Q${quarter}`;
    const on = fake.state.closed.get(period) ?? null;
    const next = !on && (quarter === 1 || fake.state.closed.has(`${year}Q${quarter - 1}`));
    const over = quarter <= 2;
    return {
      period,
      closed_on: on,
      by: on ? "分管副局长" : null,
      sha256: on ? SEAL : null,
      can_close: next && over,
      can_close_reason: on ? "closed" : next ? (over ? null : "not_over") : "previous_open",
    };
  };
  const targetOf = (year: number, line: m.TargetLine): m.Target => {
    const fen = fake.state.targets.get(`${year}${line}`) ?? null;
    const earlier = {
      target_fen: "36000000000",
      document: "高新管发〔2025〕1号",
      effective_on: "2025-01-06",
    };
    const units = ["项目一科", "装备专班"].flatMap((unit) => {
      const set = fake.state.targets.get(`${year}${line}${unit}`);
      if (set === undefined) return [];
      const on = `${year}-01-20`;
      return [{ unit, leader: null, target_fen: set, document: null, effective_on: on, revisions: [] }];
    });
    return {
      line,
      unit: null,
      leader: "分管副局长",
      units,
      target_fen: fen,
      document: fen === null ? null : "高新管发〔2025〕3号",
      effective_on: fen === null ? null : "2025-01-20",
      revisions: line === "F500" ? [earlier] : [],
    };
  };

  const texts = new Map<string, string>();
  const exported: m.ExportLine[] = [];
  const said = (template: string): string =>
    template.replace(/\{\s*\$month\s*\}/g, "6").replace(/\{\s*\$ytd\s*\}/g, "3.72");

  const changeUser = (id: m.Id, fields: Partial<m.User>): Promise<m.Changes> => {
    const named = fake.state.users.find((user) => user.id === id);
    const change = (): void => {
      const user = fake.state.users.find((entry) => entry.id === id) ?? refuse("not_found");
      Object.assign(user, fields);
      if (!fake.state.users.some((entry) => entry.role === "admin" && entry.active))
        refuse("last-admin", { user: user.name });
    };
    return write("user-changed", ["user"], change, named?.name);
  };

  return {
    reportPreview: (ask) =>
      answer(() => {
        const { quarter: through, reading, attribution } = ask;
        const check = (name: string, detail: string): m.ReportCheck => ({ name, ok: true, detail });
        return {
          title: `示例高新区${through}招商引资工作情况报告`,
          kpi: kpiOf(fake.state, { year: 2025, through, reading, attribution }),
          lines: 6,
          notes: [
            "榜单年版:年初锁定(2024 年版)。",
            "归属:就高不重复,世界500强优先。",
            "时序进度按月。金额四舍五入到 0.01 万元。",
          ],
          checks: [
            check("合计 年初累计", "37,170.00 = 37,170.00"),
            check("世界500强 完成率", "47.93 = 47.93"),
            check("国内500强 完成率", "50.00 = 50.00"),
            check("世界500强 环比", "−73.63 = −73.63"),
          ],
          warnings: fake.state.closed.has(through) ? [] : ["本期尚未关账,数字还会变。"],
        };
      }),
    reportPages: () => answer(() => new Uint8Array()),
    reportWords: () =>
      answer(() => {
        const built = "1—{ $month }月,全区累计到位资金{ $ytd }亿元。";
        const own = texts.get("overall");
        const line = (key: string, template: string, said: string[]): m.SentenceLine => ({
          key,
          template,
          built_in: template,
          own: own !== undefined && key === "overall",
          places: ["month", "ytd"],
          said,
        });
        return {
          sentences: [
            line("overall", own ?? built, [said(own ?? built)]),
            line("growth-rise", ",同比增长{ $yoy }%", []),
          ],
          chapters: [{ key: "figures", title: "指标完成情况", text: texts.get("figures") ?? "" }],
        };
      }),
    reportTemplateTry: (_ask, _key, template) =>
      answer(() => {
        const unknown = [...template.matchAll(/\{\s*\$(\w+)\s*\}/g)].map((found) => found[1] ?? "");
        const faults = unknown
          .filter((name) => !["month", "ytd"].includes(name))
          .map((detail) => ({ code: "unknown-name", detail }));
        return { faults, said: faults.length ? [] : [said(template)] };
      }),
    reportTextSet: (_language, _part, key, text) =>
      write("report-text-set", ["report_text"], () => {
        if (text) texts.set(key, text);
        else texts.delete(key);
      }),
    reportExports: () => answer(() => exported),
    reportProve: () =>
      answer(() => ({
        name: "2025Q2.pdf",
        sha256: SEAL,
        exports: exported.filter((one) => one.sha256 === SEAL),
      })),
    reportExport: async ({ quarter, reading }, formats) => {
      exporting = { done: 0, cancelled: false };
      const mine = exporting;
      while (mine.done < EXPORT_STEPS) {
        await new Promise((resolve) => setTimeout(resolve, fake.delay / EXPORT_STEPS));
        if (mine.cancelled) refuse("report-cancelled");
        mine.done++;
      }
      return formats.map((format) => {
        const name = `${quarter}.${format}`;
        exported.unshift({
          id: name,
          period: quarter,
          reading,
          language: "zh-CN",
          format,
          file_name: name,
          bytes: 48_200,
          sha256: SEAL,
          exported_on: "2025-07-09",
          exported_by: "admin",
        });
        return { token: "report-1", name, bytes: 48_200, sha256: SEAL };
      });
    },
    reportProgress: () => Promise.resolve({ done: exporting.done, total: EXPORT_STEPS }),
    reportCancel: () => {
      exporting.cancelled = true;
      return Promise.resolve();
    },
    openFolder: () => Promise.resolve(),

    users: () => answer(() => fake.state.users),
    userAdd: (name, role) =>
      write(
        "user-added",
        ["user"],
        () => {
          const known = fake.state.users.find((user) => user.name === name);
          if (known?.active) refuse("exists", { kind: "user", key: name });
          if (known) Object.assign(known, { role, active: true });
          else fake.state.users.push({ id: w.id("a5e0", fake.nextId()), name, role, active: true });
        },
        name,
      ),
    userRoleSet: (id, role) => changeUser(id, { role }),
    userDeactivate: (id) => changeUser(id, { active: false }),
    savedViews: () => answer(() => fake.state.views),
    viewSave: (view) =>
      write(
        "view-saved",
        ["setting"],
        () => {
          const others = fake.state.views.filter(
            (known) => known.area !== view.area || known.name !== view.name,
          );
          fake.state.views = [...others, view];
        },
        view.name,
      ),
    viewRemove: (area, name) =>
      write(
        "view-removed",
        ["setting"],
        () => {
          fake.state.views = fake.state.views.filter((view) => view.area !== area || view.name !== name);
        },
        name,
      ),
    zones: () => answer(() => fake.state.zones),
    zoneAdd: (name, counts) =>
      write(
        "zone-added",
        ["zone"],
        () => void fake.state.zones.push({ id: w.id("20e0", fake.nextId()), name, counts }),
        name,
      ),
    zoneSetCounts: (id, counts) =>
      write("zone-changed", ["zone"], () => {
        const zone = fake.state.zones.find((entry) => entry.id === id) ?? refuse("not_found");
        zone.counts = counts;
      }),
    scheme: (year) => answer(() => ({ ...fake.state.scheme, year })),
    schemeSet: (scheme) =>
      write("scheme-set", ["scheme"], () => {
        fake.state.scheme = { ...scheme, version: fake.state.scheme.version + 1 };
      }),
    targets: (year) => answer(() => LINES.map((line) => targetOf(year, line))),
    targetSet: (target) =>
      write(
        "target-set",
        ["target"],
        () =>
          void fake.state.targets.set(`${target.year}${target.line}${target.unit ?? ""}`, target.target_fen),
      ),
    listsSetLine: (id, line) =>
      write("list-changed", ["list"], () => {
        const list = listInfos(fake.state.lines).find((entry) => entry.id === id) ?? refuse("not_found");
        fake.state.lines.set(list.code, line);
      }),
    closes: (year) => answer(() => [1, 2, 3, 4].map((quarter) => closeOf(year, quarter))),
    closeCheck: (period) =>
      answer(() => {
        const { rows, total } = kpiOf(fake.state, {
          year: 2025,
          through: period,
          reading: "posted",
          attribution: "exclusive",
        });
        const of = (...statuses: m.FundStatus[]): m.Unsettled => {
          const lines = fake.state.ledger.filter(
            (line) => statuses.includes(line.status) && quarterOf(line.arrived) <= period,
          );
          return { lines: lines.length, sum_fen: sumFen(lines.map((line) => line.fen)) };
        };
        return {
          period,
          gaps: { lines: 0, sum_fen: "0" },
          broken: [],
          period_fen: total.quarter_fen,
          ytd_fen: total.ytd_fen,
          funds: 6,
          waiting: of("SUBMITTED", "FIRST_PASS", "RECHECKED"),
          drafts: of("DRAFT", "RETURNED"),
          rates_missing: [],
          targets_missing: rows.filter((row) => row.target_fen === null).map((row) => row.line!),
          over_agreed: [],
          locks: ["C500 2024", "F500 2024"],
        };
      }),
    periodClose: (period, on) =>
      write("period-closed", ["period_close"], () => void fake.state.closed.set(period, on), period),
    backups: () => answer(() => fake.state.backups),
    backupNow: () =>
      answer(() => void fake.state.backups.unshift({ name: "2025-07-07T11-20", bytes: 18_440_192 })),

    history: (limit) => answer(() => fake.state.history.slice(0, limit)),
  };
}
