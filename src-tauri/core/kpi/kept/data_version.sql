-- Another number after each commit of another connection.
PRAGMA data_version;
