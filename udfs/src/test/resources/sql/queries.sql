SELECT 1

select id, name from customers where id = 42

SELECT * FROM invoices WHERE paid_on IS NULL AND due_on < '2026-01-31'

SELECT 'O''Neill', E'it\'s', E'tab\there', U&'d\0061ta', U&'x!0041' UESCAPE '!', N'wide', B'0101', X'1Fab'

select $$plain dollars$$, $tag$it's $$ here$tag$, $größe$ümlaut tag$größe$

SELECT 'first part '
  'second part'   -- with a remark
  'third part'

select E'one\''
'two\' still two'

SELECT 1, 1.5, .5, 5., 1e10, 1.5e-3, 2E+8, 0x1F, 0b101, 0o17, 1_000_000, 0xdead_beef

SELECT -1, +2, - 3.5, 4 - -5

select a-1, a -1, a - 1 from t

SELECT $1, $2::int, $3+$4, lower($5)

select count(*) from visits where visitor_ip = '203.0.113.9'::inet

SELECT /* the amount of /* nested */ things */ sum(amount) FROM ledger -- to the end
WHERE account = 'DE02 1203 0000 0000 2020 51'

select 2*/* between */3, 4 -- minus minus
- 5

SELECT email FROM users WHERE email LIKE '%@example.org' ESCAPE '\'

SELECT email FROM users WHERE email ILIKE 'jane.doe@%'

select * from users where name ~* '^(anna|otto)$' and note !~ 'x{2,}'

SELECT * FROM docs WHERE body SIMILAR TO '%(foo|bar)%' ESCAPE '#'

SELECT id FROM users WHERE id IN (1, 2, 3, 4, 5)

select id from users where (id, region) in ((1, 'eu'), (2, 'us'))

SELECT id FROM users WHERE id = ANY (ARRAY[1, 2, 3])

SELECT id FROM users WHERE id = ANY ('{4,5,6}'::int[])

SELECT * FROM (VALUES (1, 'one'), (2, 'two'), (3, 'three')) AS v (n, word)

VALUES (1, 'a'), (2, 'b')

SELECT ARRAY[[1, 2], [3, 4]], ARRAY['x', 'y']::text[]

select ROW(1, 'two', 3.0)

SELECT (composite).field, (other).a.b, arr[1], arr[2:3], arr[:4] FROM shapes

SELECT a::text, CAST(b AS numeric(10, 2)), date '2026-02-28', interval '3 days', time with time zone '04:05 PST'

SELECT interval '1-2' year to month, interval(3) '4.5678 s'

SELECT TIMESTAMP WITH TIME ZONE '2026-03-01 10:00+01'

SELECT now() - interval '1 hour', created AT TIME ZONE 'Europe/Berlin' FROM events

SELECT "Order"."Total" FROM "Order" WHERE "Order"."Id" = 7

SELECT U&"d\0061t\+000061", U&"t!0062l" UESCAPE '!' FROM "Mixed ""Case"""

SELECT c.name AS "Customer Name", c.phone "Phone" FROM customers c

SELECT größe, 漢字, "Straße" FROM überweisungen WHERE empfänger = 'Jürgen Größler 😀'

SELECT j->'a', j->>'b', j#>'{c,0}', j#>>'{d}', j @> '{"k": "v"}', j ? 'key', j ?| array['x','y'], j ?& array['z'] FROM docs

SELECT j @? '$.items[*] ? (@.price > 10)', j @@ '$.paid == true' FROM docs

SELECT p <-> point '(1,2)', box '((0,0),(1,1))' && b, c <@ circle '<(0,0),5>' FROM places

SELECT 1 OPERATOR(pg_catalog.+) 2

SELECT a <> b, a != b, a <= b, a >= b, a || 'suffix', a % 7, a ^ 2, |/ 25, @ -5, 6 & 3, 6 | 3, 6 # 3, ~1, 1 << 4, 16 >> 2 FROM t

SELECT CASE WHEN age < 18 THEN 'minor' WHEN age < 65 THEN 'adult' ELSE 'senior' END FROM people

SELECT CASE status WHEN 1 THEN 'open' ELSE NULL END FROM tickets

SELECT COALESCE(nick, 'nobody'), NULLIF(city, ''), GREATEST(1, 2), LEAST(a, 0) FROM people

SELECT EXTRACT(year FROM born), POSITION('x' IN note), SUBSTRING(note FROM 2 FOR 3), TRIM(BOTH ' ' FROM note), OVERLAY(note PLACING 'XX' FROM 2) FROM people

SELECT count(*) FILTER (WHERE kind = 'gift'), sum(amount) OVER (PARTITION BY owner ORDER BY at ROWS BETWEEN 3 PRECEDING AND CURRENT ROW) FROM payments

SELECT rank() OVER w, lag(price, 1, 0.0) OVER w FROM prices WINDOW w AS (PARTITION BY symbol ORDER BY at)

SELECT percentile_cont(0.95) WITHIN GROUP (ORDER BY latency) FROM requests

SELECT string_agg(name, ', ' ORDER BY name) FROM tags GROUP BY topic HAVING count(*) > 3

SELECT region, product, sum(units) FROM sales GROUP BY GROUPING SETS ((region), (product), ())

SELECT region, product, sum(units) FROM sales GROUP BY ROLLUP (region, product)

SELECT DISTINCT ON (owner) owner, at FROM logins ORDER BY owner, at DESC NULLS LAST

SELECT * FROM a JOIN b USING (id) LEFT JOIN c ON c.b_id = b.id AND c.kind = 'main'

SELECT * FROM a NATURAL FULL OUTER JOIN b CROSS JOIN c

SELECT * FROM a, LATERAL (SELECT * FROM b WHERE b.a_id = a.id LIMIT 3) top

SELECT * FROM generate_series(1, 10, 2) WITH ORDINALITY AS g (n, i)

SELECT * FROM ROWS FROM (generate_series(1, 3), generate_series(10, 12)) AS r (a, b)

SELECT * FROM json_to_recordset('[{"a":1,"b":"x"}]') AS r (a int, b text)

SELECT * FROM big TABLESAMPLE SYSTEM (1.5) REPEATABLE (99)

SELECT * FROM ONLY parent WHERE x BETWEEN SYMMETRIC 9 AND 3

SELECT id FROM t ORDER BY 2, 1 LIMIT 10 OFFSET 20

SELECT id FROM t LIMIT ALL

SELECT id FROM t ORDER BY id FETCH FIRST 5 ROWS WITH TIES

SELECT id FROM jobs WHERE state = 'ready' ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED

SELECT id FROM jobs FOR NO KEY UPDATE OF jobs NOWAIT

SELECT a FROM x UNION SELECT b FROM y UNION ALL SELECT 3 EXCEPT SELECT 4 INTERSECT SELECT 5

(SELECT a FROM x ORDER BY a LIMIT 1) UNION (SELECT b FROM y)

WITH recent AS (SELECT * FROM orders WHERE at > '2026-01-01') SELECT count(*) FROM recent

WITH RECURSIVE tree (id, depth) AS (
  SELECT id, 0 FROM nodes WHERE parent IS NULL
  UNION ALL
  SELECT n.id, t.depth + 1 FROM nodes n JOIN tree t ON n.parent = t.id WHERE t.depth < 20
)
SELECT * FROM tree

WITH moved AS (DELETE FROM inbox WHERE seen RETURNING *) INSERT INTO archive SELECT * FROM moved

WITH x AS NOT MATERIALIZED (SELECT 1), y AS MATERIALIZED (SELECT 2) SELECT * FROM x, y

WITH RECURSIVE g AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM g) SEARCH DEPTH FIRST BY n SET o CYCLE n SET c USING p SELECT * FROM g

SELECT EXISTS (SELECT 1 FROM t WHERE k = 'v'), NOT EXISTS (SELECT 2), ARRAY(SELECT id FROM t)

SELECT * FROM t WHERE x > ALL (SELECT y FROM u) OR x = SOME (SELECT z FROM v)

SELECT TRUE, FALSE, NULL, x IS NULL, x IS NOT NULL, b IS TRUE, b IS NOT UNKNOWN, a IS DISTINCT FROM 'b' FROM t

SELECT CURRENT_DATE, CURRENT_TIMESTAMP(3), LOCALTIME, SESSION_USER, CURRENT_SCHEMA

SELECT name COLLATE "de_DE" FROM people ORDER BY name COLLATE "C"

SELECT xmlelement(name person, xmlattributes(id AS "no"), name) FROM people

SELECT XMLPARSE(CONTENT '<a>secret</a>'), xmlpi(name php, 'echo "x"')

SELECT * FROM XMLTABLE('/rows/row' PASSING doc COLUMNS id int PATH '@id', label text PATH 'label' DEFAULT 'none') x, docs

SELECT JSON_OBJECT('name': 'Ann', 'age': 30), JSON_ARRAY(1, 'two' NULL ON NULL)

SELECT JSON_VALUE(j, '$.email' RETURNING text DEFAULT 'nobody' ON EMPTY) FROM docs

SELECT * FROM JSON_TABLE(jsonb '{"a":[1,2]}', '$.a[*]' COLUMNS (n int PATH '$')) t

SELECT f(a => 1, b => 'two'), g(VARIADIC ARRAY[1, 2]), h(c := 3)

SELECT pg_sleep(0.01), set_config('app.user', 'alice', true), current_setting('app.user')

SELECT dblink('host=10.0.0.5 password=hunter2 user=bob', 'select 1')

SELECT crypt('p4ssw0rd', gen_salt('bf', 8)), encode(digest('text', 'sha256'), 'hex')

SELECT to_tsvector('english', body) @@ to_tsquery('cat & rat') FROM docs

SELECT regexp_replace(phone, '\D', '', 'g') FROM customers

SELECT format('%I.%L', 'tab', 'val')

SELECT 'a' "b" FROM t WHERE false

SELECT int4range(1, 10) @> 5, '[2026-01-01,2026-02-01)'::daterange, '{[1,3),[5,7)}'::int4multirange

SELECT '\x48656c6c6f'::bytea, E'\\x4865', decode('SGVsbG8=', 'base64')

SELECT 'a\', 'b', 'c:\path\'

SELECT 'multi
line
text' AS t

SELECT /*+ IndexScan(t idx) */ * FROM t WHERE k = 5

SELECT 1;SELECT 2;;SELECT 'three'

SELECT count(*)FROM t WHERE(a=1)AND(b='x')OR(c=$1)

SELECT a[1],b['key'] FROM t

SELECT $1||'x'

SELECT 1 WHERE 'a'<'b'AND'c'>='d'

SELECT*FROM t WHERE k>-1 AND k<+9

SELECT x FROM t WHERE tmp_123456_id = 9

SELECT t.* FROM tenant_00042.users t

SELECT * FROM session_20260131

SELECT a AS select_, b AS "from", c "where?" FROM t

SELECT (SELECT (SELECT (SELECT 'deep')))

SELECT -(-(-5)), NOT NOT true, + + 7

SELECT a . b , c /* x */ . /* y */ d FROM e . f

SELECT 'x'::"char", 'y'::char(3), 'z'::character varying(5)

TABLE customers

INSERT INTO customers (name, email) VALUES ('Maria Huber', 'maria@example.com')

INSERT INTO customers VALUES (1, 'a', NULL), (2, 'b', DEFAULT), (3, E'c\n', 7.5)

INSERT INTO t DEFAULT VALUES

INSERT INTO t (a) SELECT b FROM u WHERE c = 'd' RETURNING id, a AS "kept a"

INSERT INTO t (k, v) VALUES ('key', 'value') ON CONFLICT (k) DO UPDATE SET v = EXCLUDED.v, n = t.n + 1 WHERE t.v <> 'locked'

INSERT INTO t (k) VALUES ($1) ON CONFLICT ON CONSTRAINT t_pkey DO NOTHING

INSERT INTO t (k) OVERRIDING SYSTEM VALUE VALUES (99)

INSERT INTO t AS alias (a[1], b.c) VALUES (5, 'six')

insert into audit(payload) values($json${"who":"root","ip":"198.51.100.7"}$json$)

INSERT INTO vectors (v) VALUES ('[0.1,0.2,0.3]'), (ARRAY[1,2,3]::vector)

UPDATE users SET password = 'changed!', updated = now() WHERE id = 77

UPDATE users u SET city = c.name FROM cities c WHERE c.id = u.city_id AND c.code = 'VIE'

UPDATE t SET (a, b) = (1, 'x'), (c, d) = (SELECT 2, 'y'), e = DEFAULT WHERE f = 'g' RETURNING *

UPDATE ONLY t SET arr[2] = 'new', j['k'] = '"v"' WHERE CURRENT OF cur

UPDATE accounts SET balance = balance - 100.00 WHERE iban = 'AT611904300234573201'

DELETE FROM sessions WHERE token = 'eyJhbGciOiJIUzI1NiJ9.e30.abc'

DELETE FROM a USING b WHERE a.id = b.id AND b.flag = 't' RETURNING a.id

DELETE FROM ONLY logs WHERE at < now() - '30 days'::interval

MERGE INTO stock s USING deliveries d ON s.sku = d.sku
WHEN MATCHED AND d.qty = 0 THEN DELETE
WHEN MATCHED THEN UPDATE SET qty = s.qty + d.qty, note = 'merged'
WHEN NOT MATCHED THEN INSERT (sku, qty) VALUES (d.sku, 1)

MERGE INTO t USING (VALUES (1, 'x')) AS v (id, w) ON t.id = v.id WHEN NOT MATCHED BY SOURCE THEN UPDATE SET gone = true WHEN NOT MATCHED THEN DO NOTHING RETURNING merge_action(), t.*

SELECT '😀', "😀", $😀$ smile $😀$ FROM t -- 😀

SELECT 'tab	and ''quote'' and "double"' || "a 'b' c" || 'x'

SELECT $a$ outer $b$ inner $b$ outer $a$, $b$ $a$ $b$

SELECT $$a$b$$, $x$$y$$x$, $q$$$q$

SELECT 1 /* a */ /* b /* c */ d */ + /**/ 2 -- e -- f /* g

SELECT a --comment one
, b --comment two
FROM t /***/ WHERE/****/ c = 'd'

SELECT a @> b, a <@ c, a -|- d, a &< e, a |>> f, a <<| g, a ~>= h, a *<> i FROM t

SELECT a+-1, a*-b, a@-c, 3!=-4, 5<>+6 FROM t

SELECT a=$1,b<$2,c>=$3,d=-$4 FROM t

SELECT (f($1))[$2:$3], ($4).x FROM t

SELECT 1.::int, 1.5::int FROM t

SELECT e'a', E'', '', $$$$, $e$$e$, B'', X''

SELECT nextval('seq'), lastval(), currval('other_seq'::regclass)

SELECT has_table_privilege('bob', 'accounts', 'select')

SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'mallory' AND application_name = 'psql'

SELECT id FROM t WHERE ts >= '2026-05-01' AND ts < '2026-06-01' AND card = '4111 1111 1111 1111'

SELECT id, ROW_NUMBER() OVER (ORDER BY total DESC) AS "rank #" FROM scores WHERE game_id = 3 AND player <> 'bot'

SELECT * FROM crosstab('select a, b, c from t where d = ''x''') AS ct (a text, "Jan" int, "Feb" int)

SELECT (ARRAY['a','b','c'])[2], (point '(3,4)')[0]

SELECT 'foo' LIKE 'f%' IS TRUE, 'b' BETWEEN 'a' AND 'c', 3 NOT IN (1, 2), 'x' NOT LIKE 'y'

SELECT pg_catalog.text 'typed', int '7', bool 't', json '{"a": null}'

SELECT lower(trim('  MiXeD  ')), upper(E'\u00e9'), length(U&'\00e9')
