WITH settings AS MATERIALIZED (SELECT name, setting, source FROM pg_catalog.pg_settings)
SELECT 'fact' AS kind, 'before' AS name, NULL::text AS value, clock_timestamp() AS at
UNION ALL
SELECT 'setting', name, setting, NULL FROM settings
 WHERE name = ANY (?::text[])
   AND source NOT IN ('user', 'database user', 'client', 'session')
UNION ALL
SELECT 'preload', name, setting, NULL FROM settings
 WHERE name IN ('shared_preload_libraries', 'session_preload_libraries', 'local_preload_libraries')
UNION ALL
SELECT DISTINCT 'prefix', split_part(name, '.', 1), NULL, NULL::timestamptz FROM settings
 WHERE name LIKE '%.%'
UNION ALL
SELECT 'extension', e.extname::text, e.extversion, NULL FROM pg_catalog.pg_extension e
 WHERE e.extname = ANY (?::text[])
UNION ALL
SELECT 'schema', e.extname::text, n.nspname::text, NULL
  FROM pg_catalog.pg_extension e JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace
 WHERE e.extname = ANY (?::text[])
UNION ALL
SELECT 'grant', 'use:' || e.extname, NULL, NULL FROM pg_catalog.pg_extension e
 WHERE e.extname = ANY (?::text[])
   AND has_schema_privilege(e.extnamespace, 'USAGE')
   AND NOT EXISTS (SELECT FROM pg_catalog.pg_proc p
                    WHERE p.proname = e.extname AND p.pronamespace = e.extnamespace
                      AND NOT has_function_privilege(p.oid, 'EXECUTE'))
UNION ALL
SELECT 'grant', r.rolname::text, NULL, NULL FROM pg_catalog.pg_roles r
 WHERE r.rolname = ANY (?::text[]) AND pg_has_role(r.oid, 'USAGE')
UNION ALL
SELECT 'grant', 'execute:' || split_part(f.signature, '(', 1), NULL, NULL
  FROM unnest(?::text[]) AS f (signature)
 WHERE has_function_privilege(to_regprocedure('pg_catalog.' || f.signature), 'EXECUTE')
UNION ALL
SELECT 'grant', 'connect:all_databases', NULL, NULL
 WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_database d
                    WHERE d.datallowconn AND NOT d.datistemplate
                      AND NOT has_database_privilege(d.oid, 'CONNECT'))
UNION ALL
SELECT 'mark_role', r.rolname::text, NULL, NULL FROM pg_catalog.pg_roles r
 WHERE r.rolname = ANY (?::text[])
UNION ALL
SELECT DISTINCT 'mark_function', p.proname::text, NULL, NULL::timestamptz FROM pg_catalog.pg_proc p
 WHERE p.proname = ANY (?::text[]) AND p.pronamespace = 'pg_catalog'::regnamespace
UNION ALL
SELECT 'mark_schema', n.nspname::text, NULL, NULL FROM pg_catalog.pg_namespace n
 WHERE n.nspname = ANY (?::text[])
UNION ALL
SELECT 'role', CASE WHEN r.rolsuper THEN 'superuser' END, r.oid::text, NULL
  FROM pg_catalog.pg_roles r WHERE r.rolname = current_user
UNION ALL
SELECT 'trait', 'tls', NULL, NULL
 WHERE (SELECT a.ssl FROM pg_stat_get_activity(pg_backend_pid()) a)
UNION ALL
SELECT 'trait', 'remote', NULL, NULL
 WHERE NOT (inet_client_addr() <<= inet '127.0.0.0/8' OR inet_client_addr() = inet '::1')
UNION ALL
SELECT 'fact', 'version_num', current_setting('server_version_num'), NULL
UNION ALL
SELECT 'fact', 'version', current_setting('server_version'), NULL
UNION ALL
SELECT 'fact', 'replica', pg_is_in_recovery()::text, NULL
UNION ALL
SELECT 'fact', 'backend', pg_backend_pid()::text, NULL
UNION ALL
SELECT 'fact', 'started', NULL, pg_postmaster_start_time()
UNION ALL
SELECT 'fact', 'system_identifier', system_identifier::text, NULL FROM pg_control_system()
UNION ALL
SELECT 'fact', 'after', NULL, clock_timestamp()
