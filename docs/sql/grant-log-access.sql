-- For targets with logs.source sql: lets the role dbintel read the server's log through SQL.
-- pg_monitor may list the files of the log and may not read them.
--
-- Know what it gives. pg_read_binary_file reads any file inside the data directory and the log
-- directory: files of tables and of password hashes are among them. Prefer logs.source file, with a
-- collector on the server's machine, or otlp where the log is shipped anyway.
--
-- Run it as a superuser in the database that the configuration names: rights on functions belong to
-- a database. Managed services do not allow it.
GRANT EXECUTE ON FUNCTION pg_catalog.pg_ls_logdir() TO dbintel;
GRANT EXECUTE ON FUNCTION pg_catalog.pg_read_binary_file(text, bigint, bigint, boolean) TO dbintel;

-- To take it back:
--   REVOKE EXECUTE ON FUNCTION pg_catalog.pg_ls_logdir() FROM dbintel;
--   REVOKE EXECUTE ON FUNCTION pg_catalog.pg_read_binary_file(text, bigint, bigint, boolean)
--     FROM dbintel;
