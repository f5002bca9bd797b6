SET search_path TO app, public

SET search_path = "$user", 'my schema', public

SET SESSION statement_timeout = 5000

SET LOCAL app.current_user_id = '8f14e45f-ceea-467f-ab3e-1b2c3d4e5f60'

SET TIME ZONE 'Europe/Vienna'

SET TIME ZONE INTERVAL '-08:00' HOUR TO MINUTE

SET timezone TO LOCAL

SET app.email = alice_example

SET work_mem TO '128MB'

SET client_encoding TO utf8

SET NAMES 'LATIN1'

SET XML OPTION DOCUMENT

SET ROLE app

SET ROLE 'app user'

SET SESSION AUTHORIZATION bob

SET SESSION AUTHORIZATION DEFAULT

SET TRANSACTION ISOLATION LEVEL SERIALIZABLE READ ONLY DEFERRABLE

SET TRANSACTION SNAPSHOT '00000003-0000001B-1'

SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL REPEATABLE READ

SET CONSTRAINTS ALL DEFERRED

SET seed TO 0.5

SET geqo = off

SET enable_seqscan TO DEFAULT

RESET ALL

RESET work_mem

SHOW work_mem

SHOW ALL

ALTER SYSTEM SET primary_conninfo = 'host=10.0.0.1 user=replicator password=verysecret'

ALTER SYSTEM SET shared_buffers TO '8GB'

ALTER SYSTEM SET archive_command = 'scp %p backup@vault:/wal/%f'

ALTER SYSTEM RESET ALL

BEGIN

BEGIN TRANSACTION ISOLATION LEVEL READ COMMITTED, READ WRITE

START TRANSACTION READ ONLY

COMMIT AND CHAIN

ROLLBACK

SAVEPOINT before_risk

ROLLBACK TO SAVEPOINT before_risk

RELEASE before_risk

PREPARE TRANSACTION 'order-4711-of-smith'

COMMIT PREPARED 'order-4711-of-smith'

ROLLBACK PREPARED 'xid:99'

LOCK TABLE accounts IN SHARE ROW EXCLUSIVE MODE NOWAIT

PREPARE get_user (int, text) AS SELECT * FROM users WHERE id = $1 AND name = $2 AND kind = 'human'

EXECUTE get_user(42, 'Bob')

EXECUTE get_user(E'\x41', $$forty two$$)

DEALLOCATE get_user

DEALLOCATE PREPARE ALL

DECLARE cur SCROLL CURSOR WITH HOLD FOR SELECT * FROM users WHERE city = 'Linz'

DECLARE "c 1" BINARY INSENSITIVE NO SCROLL CURSOR FOR VALUES (1, 'x')

FETCH FORWARD 100 FROM cur

FETCH RELATIVE -3 IN cur

MOVE ABSOLUTE 77 FROM cur

CLOSE ALL

COPY customers FROM '/srv/import/customers of march.csv' WITH (FORMAT csv, HEADER, DELIMITER ';', NULL 'n/a', QUOTE '"', ENCODING 'latin1')

COPY customers (id, name) FROM STDIN

COPY customers TO STDOUT CSV HEADER FORCE QUOTE *

COPY (SELECT * FROM customers WHERE name = 'Mallory') TO '/tmp-out/mallory.csv'

COPY customers FROM PROGRAM 'curl -u admin:letmein https://intranet/export'

COPY logs TO PROGRAM 'gzip > /backup/logs.gz' DELIMITER E'\t' NULL AS '\N'

COPY t FROM STDIN WITH (FORMAT binary, FREEZE true) WHERE id > 10 AND note <> 'skip'

NOTIFY jobs

NOTIFY jobs, '{"id": 7, "email": "x@example.com"}'

LISTEN jobs

LISTEN "Channel 9"

UNLISTEN *

DO $$BEGIN RAISE NOTICE 'password is %', 'abc'; END$$

DO LANGUAGE plpgsql 'BEGIN PERFORM 1; END'

DO $outer$
BEGIN
  EXECUTE format($inner$INSERT INTO t VALUES (%L)$inner$, 'secret value');
END
$outer$

CALL pay(100.50, 'IBAN AT61 1904')

CALL archive.rotate(keep => interval '7 days', dry_run => false)

EXPLAIN SELECT * FROM users WHERE email = 'a@b.c'

EXPLAIN (ANALYZE, BUFFERS, FORMAT json) UPDATE t SET a = 'b' WHERE c = 3

EXPLAIN ANALYZE VERBOSE EXECUTE get_user(1, 'x')

EXPLAIN (GENERIC_PLAN) SELECT * FROM t WHERE id = $1

ANALYZE VERBOSE customers (name, email)

ANALYZE (SKIP_LOCKED, BUFFER_USAGE_LIMIT '1MB') a, b

VACUUM (FULL, FREEZE, PARALLEL 4, INDEX_CLEANUP auto) customers

VACUUM ANALYZE

CLUSTER VERBOSE t USING t_idx

CHECKPOINT

DISCARD ALL

LOAD '/opt/private/plugin.so'

LOAD 'auto_explain'

CREATE TABLE IF NOT EXISTS x AS EXECUTE get_user(5, 'five') WITH NO DATA

BEGIN; UPDATE a SET b = 1 WHERE c = 'x'; COMMIT

SELECT 1; SET app.x = y; SELECT 'z'

; ; SELECT 1 ;

SECURITY LABEL ON ROLE bob IS NULL

REINDEX SYSTEM shop

ALTER LARGE OBJECT 12345 OWNER TO bob

COMMENT ON LARGE OBJECT 12345 IS 'passport scan'

GRANT SELECT ON LARGE OBJECT 12345 TO app

ALTER SYSTEM SET log_line_prefix = '%m [%p] %q%u@%d '

SET LOCAL ROLE NONE

SET app.list TO 'a', 'b', c, 4, -5.5, true

set session my.var = on

Set Application_Name = 'payroll of Jane'

SHOW TRANSACTION ISOLATION LEVEL

/* leading remark with bob@example.com */ SELECT 1 /* trailing remark */

-- first line names Mr. Jones
SELECT 2

/* app:shop,route:/users/77,trace:'00-4bf92f-01' */ UPDATE t SET a = 1

PREPARE p AS INSERT INTO t VALUES ($1, $2, 'const')

EXECUTE p(NULL, 'text')

ABORT WORK

END

CREATE DATABASE clone STRATEGY wal_log IS_TEMPLATE = true

ALTER COLLATION german REFRESH VERSION

IMPORT FOREIGN SCHEMA "Acme GmbH" FROM SERVER crm INTO local_crm

ALTER ROLE CURRENT_USER SET application_name TO 'backup job of Ann'

ALTER DATABASE shop RESET work_mem

ALTER ROLE bob IN DATABASE shop RESET ALL

DECLARE k CURSOR FOR SELECT id FROM t WHERE note = $n$it's $5$n$

EXPLAIN (COSTS off, SETTINGS) DECLARE c CURSOR FOR SELECT 'x'

COPY binary_table FROM STDIN WITH BINARY

COPY t TO STDOUT WITH (FORMAT text, DELIMITER E'\x01', NULL '')

CREATE USER "jane.doe@example.com" PASSWORD 'x'

GRANT "jane.doe@example.com" TO staff

SET "Custom.Setting" TO 'v'
