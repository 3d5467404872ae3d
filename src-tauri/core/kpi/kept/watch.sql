-- What tells that a figure at hand may no longer be the figure: whatever a year's lines are judged by, and the lines themselves.
-- TEMP: made on each connection that writes; undo and imports are writes like any other.
CREATE TEMP TRIGGER kpi_zone_insert AFTER INSERT ON main.zone BEGIN
  SELECT kpi_rules_changed();
END;
CREATE TEMP TRIGGER kpi_zone_update AFTER UPDATE ON main.zone BEGIN
  SELECT kpi_rules_changed();
END;
CREATE TEMP TRIGGER kpi_zone_delete AFTER DELETE ON main.zone BEGIN
  SELECT kpi_rules_changed();
END;
CREATE TEMP TRIGGER kpi_scheme_insert AFTER INSERT ON main.scheme BEGIN
  SELECT kpi_rules_changed();
END;
CREATE TEMP TRIGGER kpi_scheme_update AFTER UPDATE ON main.scheme BEGIN
  SELECT kpi_rules_changed();
END;
CREATE TEMP TRIGGER kpi_scheme_delete AFTER DELETE ON main.scheme BEGIN
  SELECT kpi_rules_changed();
END;
CREATE TEMP TRIGGER kpi_list_insert AFTER INSERT ON main.list BEGIN
  SELECT kpi_rules_changed();
END;
CREATE TEMP TRIGGER kpi_list_update AFTER UPDATE ON main.list BEGIN
  SELECT kpi_rules_changed();
END;
CREATE TEMP TRIGGER kpi_list_delete AFTER DELETE ON main.list BEGIN
  SELECT kpi_rules_changed();
END;
CREATE TEMP TRIGGER kpi_edition_insert AFTER INSERT ON main.edition BEGIN
  SELECT kpi_rules_changed();
END;
CREATE TEMP TRIGGER kpi_edition_update AFTER UPDATE ON main.edition BEGIN
  SELECT kpi_rules_changed();
END;
CREATE TEMP TRIGGER kpi_edition_delete AFTER DELETE ON main.edition BEGIN
  SELECT kpi_rules_changed();
END;
CREATE TEMP TRIGGER kpi_entry_insert AFTER INSERT ON main.entry BEGIN
  SELECT kpi_rules_changed();
END;
CREATE TEMP TRIGGER kpi_entry_update AFTER UPDATE ON main.entry BEGIN
  SELECT kpi_rules_changed();
END;
CREATE TEMP TRIGGER kpi_entry_delete AFTER DELETE ON main.entry BEGIN
  SELECT kpi_rules_changed();
END;
CREATE TEMP TRIGGER kpi_ownership_insert AFTER INSERT ON main.ownership BEGIN
  SELECT kpi_rules_changed();
END;
CREATE TEMP TRIGGER kpi_ownership_update AFTER UPDATE ON main.ownership BEGIN
  SELECT kpi_rules_changed();
END;
CREATE TEMP TRIGGER kpi_ownership_delete AFTER DELETE ON main.ownership BEGIN
  SELECT kpi_rules_changed();
END;
CREATE TEMP TRIGGER kpi_period_close_insert AFTER INSERT ON main.period_close BEGIN
  SELECT kpi_rules_changed();
END;
CREATE TEMP TRIGGER kpi_period_close_update AFTER UPDATE ON main.period_close BEGIN
  SELECT kpi_rules_changed();
END;
CREATE TEMP TRIGGER kpi_period_close_delete AFTER DELETE ON main.period_close BEGIN
  SELECT kpi_rules_changed();
END;
CREATE TEMP TRIGGER kpi_company_insert AFTER INSERT ON main.company WHEN NEW.merged_into IS NOT NULL BEGIN
  SELECT kpi_rules_changed();
END;
CREATE TEMP TRIGGER kpi_company_update AFTER UPDATE OF id, merged_into ON main.company WHEN NEW.merged_into IS NOT OLD.merged_into OR NEW.id IS NOT OLD.id BEGIN
  SELECT kpi_rules_changed();
END;
CREATE TEMP TRIGGER kpi_company_delete AFTER DELETE ON main.company WHEN OLD.merged_into IS NOT NULL BEGIN
  SELECT kpi_rules_changed();
END;
CREATE TEMP TRIGGER kpi_project_insert AFTER INSERT ON main.project WHEN NEW.basis IS NOT NULL BEGIN
  SELECT kpi_rules_changed();
END;
CREATE TEMP TRIGGER kpi_project_update AFTER UPDATE OF id, basis ON main.project WHEN NEW.basis IS NOT OLD.basis OR NEW.id IS NOT OLD.id BEGIN
  SELECT kpi_rules_changed();
END;
CREATE TEMP TRIGGER kpi_project_delete AFTER DELETE ON main.project WHEN OLD.basis IS NOT NULL BEGIN
  SELECT kpi_rules_changed();
END;
CREATE TEMP TRIGGER kpi_milestone_insert AFTER INSERT ON main.milestone WHEN NEW.kind = 'SIGNED' BEGIN
  SELECT kpi_rules_changed();
END;
CREATE TEMP TRIGGER kpi_milestone_update AFTER UPDATE ON main.milestone WHEN 'SIGNED' IN (NEW.kind, OLD.kind) BEGIN
  SELECT kpi_rules_changed();
END;
CREATE TEMP TRIGGER kpi_milestone_delete AFTER DELETE ON main.milestone WHEN OLD.kind = 'SIGNED' BEGIN
  SELECT kpi_rules_changed();
END;
-- A new line that no figure holds changes none, and no other line can take it back yet.
CREATE TEMP TRIGGER kpi_fund_insert AFTER INSERT ON main.fund WHEN NEW.status IN ('SUBMITTED', 'FIRST_PASS', 'RECHECKED', 'VERIFIED') BEGIN
  SELECT kpi_line_changed(NEW.id, NEW.arrived_on, NEW.verified_on);
END;
CREATE TEMP TRIGGER kpi_fund_update AFTER UPDATE OF id, project_id, investor_id, form, origin, arrived_on, zone_id, reverses_id, link_kind,
  recognised_fen, recognised_city_fen, recognised_province_fen, status, verified_on ON main.fund BEGIN
  SELECT kpi_line_changed(OLD.id, OLD.arrived_on, OLD.verified_on), kpi_line_changed(NEW.id, NEW.arrived_on, NEW.verified_on);
END;
CREATE TEMP TRIGGER kpi_fund_delete AFTER DELETE ON main.fund BEGIN
  SELECT kpi_line_changed(OLD.id, OLD.arrived_on, OLD.verified_on);
END;
