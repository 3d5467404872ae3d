-- Signing dates, a later row after the one it replaces.
SELECT project_id, happened_on FROM milestone WHERE kind = 'SIGNED' ORDER BY id;
