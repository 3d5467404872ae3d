-- Has what the connection keeps handed over.
SELECT kpi_memory();
