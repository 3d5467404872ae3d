/** The made-up bureau's projects by stage, and those that stand still. */
import { daysBetween } from "@/lib/dates";
import { sumFen } from "@/lib/money";
import type * as m from "../model";
import { percent } from "./kpi";
import { TODAY } from "./world";

const STAGES: m.Stage[] = [
  "TARGET",
  "LEAD",
  "NEGOTIATING",
  "TO_SIGN",
  "SIGNED",
  "REGISTERED",
  "STARTED",
  "FUNDED",
  "PRODUCING",
  "PAUSED",
  "DROPPED",
];
/** The rulebook's limit for a project that was signed and not registered. */
const LIMIT = 60;

export function staleOf(projects: readonly m.ProjectRow[]): m.StaleProject[] {
  return projects.flatMap((row) => {
    const days = row.stage === "SIGNED" && row.signed_on ? daysBetween(row.signed_on, TODAY) : 0;
    if (days <= LIMIT) return [];
    const { id, code, name, stage, owner } = row;
    return [{ id, code, name, stage, owner_id: null, owner, why: "registered" as const, days, limit: LIMIT }];
  });
}

export function funnelOf(projects: readonly m.ProjectRow[]): m.Funnel {
  const stale = staleOf(projects);
  const signed = projects.filter((row) => row.signed_on);
  const rate = (...stages: m.Stage[]): m.Rate => {
    const part = signed.filter((row) => stages.includes(row.stage)).length;
    return {
      part,
      whole: signed.length,
      pct: signed.length ? percent(BigInt(part), BigInt(signed.length)) : null,
    };
  };
  const delivered = sumFen(signed.map((row) => row.delivered_fen));
  const agreed = sumFen(signed.map((row) => row.agreed_fen ?? "0"));
  return {
    stages: STAGES.map((stage) => {
      const here = projects.filter((row) => row.stage === stage);
      return {
        stage,
        projects: here.length,
        agreed_fen: sumFen(here.map((row) => row.agreed_fen ?? "0")),
        delivered_fen: sumFen(here.map((row) => row.delivered_fen)),
        stale: stale.filter((one) => one.stage === stage).length,
      };
    }),
    fulfilled: rate("REGISTERED", "STARTED", "FUNDED", "PRODUCING"),
    started: rate("STARTED", "PRODUCING"),
    producing: rate("PRODUCING"),
    delivered_fen: delivered,
    agreed_fen: agreed,
    delivered_pct: agreed === "0" ? null : percent(BigInt(delivered), BigInt(agreed)),
    reach: "cumulative",
    stale: stale.length,
  };
}
