-- The role that dbintel logs in as: it reads statistics, and nothing else.
--
-- Run it as an administrator of the server: a superuser, or what a managed service gives for one.
-- On a standby there is nothing to do: roles and extensions come from its primary.
-- PostgreSQL 13 to 18. It may be run again.

-- 1. Once on each server. Change the name everywhere if you want another one, and set a password
--    afterwards, in psql with \password dbintel, so that it stands in no script and in no log.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'dbintel') THEN
    CREATE ROLE dbintel LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION INHERIT;
  END IF;
END
$$;

-- A collector holds at most one connection for each class of signals, some for a moment only.
ALTER ROLE dbintel CONNECTION LIMIT 10;

-- The statistics of all roles, the settings, the sizes of WAL, logs and temporary files. It gives
-- no right to read a table, to write, to signal sessions or to read files.
GRANT pg_monitor TO dbintel;

-- Each connection of dbintel sets these itself; here they also hold for whoever else logs in as it.
ALTER ROLE dbintel SET default_transaction_read_only = on;
ALTER ROLE dbintel SET statement_timeout = '5s';
ALTER ROLE dbintel SET lock_timeout = '1s';
ALTER ROLE dbintel SET idle_in_transaction_session_timeout = '60s';
ALTER ROLE dbintel SET search_path = pg_catalog;

-- 2. Where CONNECT was taken from PUBLIC: in each database whose tables are to be seen.
--    GRANT CONNECT ON DATABASE shop TO dbintel;

-- 3. In the database that the configuration names (postgres by default). pg_stat_statements must be
--    in shared_preload_libraries, which needs a restart; without it statements are only sampled.
CREATE EXTENSION IF NOT EXISTS pg_stat_statements;

-- 4. For logs.source sql only: docs/sql/grant-log-access.sql.
