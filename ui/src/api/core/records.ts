/** The core's records as the views take them: companies, meetings, projects, lines of the ledger. */
import { language } from "@/i18n";
import { percentOfPpm } from "@/lib/percent";
import { formatMinor, minorDigits } from "@/lib/money";
import type {
  CompanyLine_Serialize,
  CompanyPanel_Serialize,
  FundRow_Serialize,
  FundPanel_Serialize,
  MeetingLine_Serialize,
  OwnershipLine_Serialize,
  ProjectLine_Serialize,
  ProjectPanel_Serialize,
} from "../bindings";
import type * as m from "../model";

/** The name in the language that is read, and the other one. */
export function namesOf(zh: string | null, en: string | null): { name: string; also: string | null } {
  const [first, second] = language.value === "en" ? [en, zh] : [zh, en];
  return { name: first ?? second ?? "", also: first ? second : null };
}

export function companyRow(line: CompanyLine_Serialize): m.CompanyRow {
  const { name_zh, name_en, ...rest } = line;
  return { ...rest, ...namesOf(name_zh, name_en) };
}

function owned(line: OwnershipLine_Serialize): m.Owned {
  const { id, name, link_id, percent_ppm, control, valid_from, valid_to } = line;
  return {
    id,
    name,
    link_id,
    percent_ppm,
    percent: percentOfPpm(percent_ppm),
    control,
    valid_from,
    valid_to,
  };
}

export function companyOf(panel: CompanyPanel_Serialize): m.Company {
  const { name_zh, name_en, ranks, parents, children, timeline, ...rest } = panel;
  return {
    ...rest,
    ...namesOf(name_zh, name_en),
    name_zh,
    name_en,
    ranks: ranks.map(({ list_name_zh, list_name_en, ...rank }) => ({
      ...rank,
      list_name: namesOf(list_name_zh, list_name_en).name,
    })),
    parents: parents.map(owned),
    children: children.map(owned),
    timeline: timeline.map((item) => ({ ...item, kind: item.kind as m.TimelineItem["kind"] })),
  };
}

export function meetingOf({ next_due_on, next_done_on, ...line }: MeetingLine_Serialize): m.Meeting {
  return { ...line, due_on: next_due_on, done_on: next_done_on };
}

export function projectRow(line: ProjectLine_Serialize): m.ProjectRow {
  return line;
}

export function projectOf(panel: ProjectPanel_Serialize): m.Project {
  return {
    ...panel.line,
    side_reason: panel.project.side_reason,
    shares: panel.shares,
    milestones: panel.milestones.map(({ kind, happened_on, note }) => ({
      stage: kind,
      on: happened_on,
      note,
    })),
    funds: panel.funds,
    meetings: panel.meetings.map(meetingOf),
    supplements: panel.supplements,
    credits: panel.credits,
  };
}

export function fundRow(line: FundRow_Serialize): m.FundRow {
  return line;
}

const isImage = (type: string | null): boolean => type?.startsWith("image/") ?? false;

export function fundOf(panel: FundPanel_Serialize): m.Fund {
  return {
    ...panel.line,
    standing: panel.standing,
    steps: panel.steps.map((step) => ({
      status: step.to_status,
      by: step.user,
      on: step.stepped_on,
      reason_code: step.reason_code,
      text: step.reason,
    })),
    files: panel.papers.map(({ sha256, file_name, media_type, ...paper }) => ({
      ...paper,
      hash: sha256,
      name: file_name,
      image: isImage(media_type),
      pdf: media_type === "application/pdf",
    })),
    proven: panel.proven,
    history: panel.history.map(({ action, field, before, after }) => ({
      op: action.op,
      at: action.at,
      by: action.user,
      field,
      before,
      after,
    })),
    actions: panel.actions as m.FundAction[],
    own: panel.own,
  };
}

/** Minor units as the core reads amounts: whole units with decimals, plain digits. */
export function decimalOf(minor: string, currency: string): string {
  return formatMinor(minor, minorDigits(currency)).replaceAll(",", "").replace("−", "-");
}
