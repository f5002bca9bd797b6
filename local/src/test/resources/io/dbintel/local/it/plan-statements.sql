--!
SELECT * FROM customers WHERE email = 's3cr3t@example.com'
--!
SELECT id FROM customers WHERE email LIKE E'it\'s s3cr3t \\ %' AND card <> U&'s3cr3t \0041' AND note <> $tag$it's s3cr3t "tag"$tag$
--!
SELECT id FROM customers WHERE note = 's3cr3t
  ->  Seq Scan on s3cr3t  (cost=0.00..1.00 rows=1 width=4)
        Filter: (s3cr3t = 1)
Query Text: s3cr3t
Planning Time: s3cr3t ms' AND email <> '<Plan>s3cr3t</Plan>"},{"s3cr3t": ''s3cr3t'''
--! set=search_path = public, "s3cr3t schema", 'o''s3cr3t'; work_mem = '123kB'; enable_seqscan = off; random_page_cost = 1.5
SELECT /* s3cr3t ' comment */ id FROM customers -- s3cr3t ' "
WHERE lower(email) = 's3cr3t'
--!
SELECT * FROM customers WHERE id = 918273645
--! set=enable_seqscan = off; enable_bitmapscan = off
SELECT id FROM customers WHERE id BETWEEN 7 AND 8 AND id <> 918273645
--! set=enable_seqscan = off; enable_indexscan = off; enable_indexonlyscan = off
SELECT * FROM customers WHERE (card = 's3cr3t 1' OR lower(email) = 's3cr3t 2') AND note <> 's3cr3t 3'
--! set=enable_seqscan = off; enable_indexscan = off; enable_indexonlyscan = off
SELECT * FROM customers WHERE card = 'card1' AND lower(email) = 'user1@s3cr3t.example'
--!
SELECT * FROM customers WHERE card IN ('s3cr3t 1', 's3cr3t 2', 's3cr3t 3') OR id = ANY (ARRAY[918273645, 918273646])
--! set=enable_mergejoin = off; enable_nestloop = off
SELECT c.email, o.amount FROM customers c JOIN orders o ON o.customer_id = c.id AND o.note || 's3cr3t' <> c.note WHERE o.placed > '2024-06-01'
--! set=enable_hashjoin = off; enable_nestloop = off
SELECT c.email FROM customers c LEFT JOIN orders o ON o.customer_id = c.id AND c.note || 's3cr3t' <> o.note ORDER BY c.id
--! set=enable_hashjoin = off; enable_nestloop = off
SELECT c.email FROM customers c FULL JOIN orders o ON o.customer_id = c.id
--! set=enable_hashjoin = off; enable_mergejoin = off
SELECT c.email FROM customers c, orders o WHERE o.customer_id = c.id AND c.email > 's3cr3t' AND o.id < 50
--! set=enable_hashjoin = off; enable_mergejoin = off; enable_material = off
SELECT * FROM customers c CROSS JOIN LATERAL (SELECT o.id FROM orders o WHERE o.customer_id = c.id % 5 ORDER BY o.amount LIMIT 2) last WHERE c.id < 100
--! set=enable_hashjoin = off; enable_mergejoin = off; enable_memoize = on; since=14
SELECT count(*) FROM orders o JOIN customers c ON c.id = o.id % 3 + 1 AND c.note <> 's3cr3t'
--! set=enable_hashjoin = off; enable_mergejoin = off
SELECT * FROM parents a JOIN parents b ON a.id < b.id AND a.note || 's3cr3t' = b.note
--!
SELECT * FROM customers c WHERE EXISTS (SELECT FROM orders o WHERE o.customer_id = c.id AND o.note = 's3cr3t')
--!
SELECT * FROM customers c WHERE NOT EXISTS (SELECT FROM orders o WHERE o.customer_id = c.id)
--!
SELECT * FROM parents p WHERE p.id NOT IN (SELECT o.customer_id FROM orders o WHERE o.note = 's3cr3t')
--!
SELECT id, (SELECT max(amount) FROM orders o WHERE o.customer_id = c.id AND o.note <> 's3cr3t') FROM customers c WHERE id < 5
--!
SELECT id FROM customers WHERE id > (SELECT avg(id) FROM orders WHERE note <> 's3cr3t') AND email <> (SELECT 's3cr3t' || max(note) FROM parents)
--!
SELECT note, count(*), max(email || 's3cr3t') FROM customers GROUP BY note HAVING count(*) > 918273 OR min(email) = 's3cr3t'
--! set=enable_hashagg = off
SELECT note || 's3cr3t', string_agg(email, 's3cr3t' ORDER BY card) FILTER (WHERE email <> 's3cr3t') FROM customers GROUP BY 1
--!
SELECT note, email, count(*) FROM customers GROUP BY GROUPING SETS ((note), (email, note), ())
--! set=enable_hashagg = off
SELECT note, email, count(*) FROM customers GROUP BY CUBE (note, (email || 's3cr3t'), email)
--!
SELECT count(DISTINCT note || 's3cr3t') FROM customers
--! set=work_mem = '64kB'
SELECT email || 's3cr3t', count(*) FROM customers CROSS JOIN generate_series(1, 3) GROUP BY 1
--! set=work_mem = '64kB'
SELECT * FROM customers c CROSS JOIN parents ORDER BY email || 's3cr3t', card DESC NULLS LAST
--!
SELECT * FROM customers ORDER BY email COLLATE "C" LIMIT 3 OFFSET 2
--! set=enable_seqscan = off; enable_sort = off
SELECT * FROM customers ORDER BY id, note || 's3cr3t' LIMIT 500
--! set=enable_hashagg = off
SELECT DISTINCT note || 's3cr3t' FROM customers
--!
SELECT * FROM (SELECT note, email FROM customers ORDER BY email LIMIT 5) top WHERE note <> 's3cr3t'
--! set=enable_seqscan = off; enable_indexscan = off
SELECT * FROM readings WHERE a = 5 AND b = 7 AND note <> 's3cr3t'
--!
SELECT id, rank() OVER w, lag(email, 1, 's3cr3t') OVER (PARTITION BY note || 's3cr3t' ORDER BY id) FROM customers WINDOW w AS (ORDER BY card || 's3cr3t' ROWS BETWEEN 3 PRECEDING AND CURRENT ROW)
--!
SELECT * FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM customers) numbered WHERE n <= 3
--!
WITH "it's ""s3cr3t"" cte" AS MATERIALIZED (SELECT id, email FROM customers WHERE email <> 's3cr3t') SELECT * FROM "it's ""s3cr3t"" cte" a JOIN "it's ""s3cr3t"" cte" b USING (id)
--!
WITH recent AS MATERIALIZED (SELECT * FROM orders WHERE note <> 's3cr3t') SELECT count(*) FROM recent a, recent b WHERE a.id = b.id
--!
WITH RECURSIVE walk(n, path) AS (SELECT 1, 's3cr3t' UNION ALL SELECT n + 1, path || 's3cr3t' FROM walk WHERE n < 20 AND path <> 's3cr3t x') SELECT * FROM walk
--!
SELECT note FROM customers UNION ALL SELECT note || 's3cr3t' FROM parents
--!
SELECT note FROM customers UNION SELECT 's3cr3t'
--!
SELECT note FROM customers INTERSECT SELECT note FROM parents WHERE note = 's3cr3t'
--! set=enable_hashagg = off
SELECT note FROM customers EXCEPT ALL SELECT note FROM parents WHERE note <> 's3cr3t'
--!
SELECT * FROM orders WHERE placed = '2024-05-06' AND note = 's3cr3t'
--! set=plan_cache_mode = force_generic_plan
SELECT * FROM orders WHERE placed > now() - interval '918273 days' ORDER BY placed LIMIT 5
--! set=enable_seqscan = off; enable_bitmapscan = off; enable_sort = off
SELECT * FROM orders ORDER BY id LIMIT 5
--! set=force_parallel_mode = on; parallel_setup_cost = 0; parallel_tuple_cost = 0; min_parallel_table_scan_size = 0; until=15
SELECT count(*) FROM orders WHERE note <> 's3cr3t'
--! set=debug_parallel_query = on; parallel_setup_cost = 0; parallel_tuple_cost = 0; min_parallel_table_scan_size = 0; since=16
SELECT count(*) FROM orders WHERE note <> 's3cr3t'
--! set=parallel_setup_cost = 0; parallel_tuple_cost = 0; min_parallel_table_scan_size = 0; enable_hashagg = off; work_mem = '64kB'
SELECT * FROM orders o JOIN customers c ON c.id = o.customer_id AND c.note <> 's3cr3t' ORDER BY o.note || 's3cr3t'
--! set=parallel_setup_cost = 0; parallel_tuple_cost = 0; min_parallel_table_scan_size = 0
SELECT note, count(*) FROM customers WHERE email <> (SELECT 's3cr3t' || max(note) FROM parents) GROUP BY note
--! set=jit = on; jit_above_cost = 0; jit_inline_above_cost = 0; jit_optimize_above_cost = 0
SELECT sum(amount) FROM orders WHERE note <> 's3cr3t'
--!
INSERT INTO customers (id, email) VALUES (918273645, 's3cr3t') ON CONFLICT (id) DO UPDATE SET email = 's3cr3t' || excluded.email WHERE customers.note <> 's3cr3t' RETURNING email || 's3cr3t'
--!
INSERT INTO customers (id, email) SELECT id, email FROM customers ON CONFLICT DO NOTHING
--!
INSERT INTO orders VALUES (918273, 1, 5, '2025-02-03', 's3cr3t'), (918274, 2, 5, '2024-02-03', 's3cr3t')
--!
UPDATE orders SET note = 's3cr3t' WHERE customer_id = 5
--!
UPDATE customers c SET note = 's3cr3t' FROM orders o WHERE o.customer_id = c.id AND o.note = 'note1' AND c.id < 30 RETURNING c.id
--!
DELETE FROM parents WHERE note = 's3cr3t' AND id < 5
--!
DELETE FROM orders WHERE note = 's3cr3t' OR id = 7
--! since=15
MERGE INTO customers c USING (VALUES (1, 's3cr3t'), (918273, 's3cr3t 2')) AS v (id, note) ON c.id = v.id WHEN MATCHED AND c.note <> 's3cr3t' THEN UPDATE SET note = v.note WHEN NOT MATCHED THEN INSERT (id, note) VALUES (v.id, 's3cr3t' || v.note)
--! since=17
MERGE INTO parents p USING children c ON p.id = c.parent AND p.note = 's3cr3t' WHEN MATCHED AND c.id < 3 THEN DELETE WHEN NOT MATCHED BY SOURCE THEN DO NOTHING RETURNING merge_action(), p.note
--!
SELECT * FROM customers FOR UPDATE
--!
SELECT * FROM found('s3cr3t') f WHERE f.note <> 's3cr3t'
--!
SELECT g, 's3cr3t' || g FROM generate_series(1, 918273 - 918270) g
--!
SELECT * FROM ROWS FROM (generate_series(1, 3), unnest(ARRAY['s3cr3t', 's3cr3t 2'])) WITH ORDINALITY AS both_of_them
--!
SELECT unnest(ARRAY['s3cr3t', note]) FROM parents
--!
SELECT * FROM (VALUES (1, 's3cr3t'), (2, 's3cr3t 2')) AS v (id, note) WHERE note <> 's3cr3t'
--!
SELECT * FROM customers TABLESAMPLE system (77.5) REPEATABLE (918273)
--!
SELECT * FROM customers TABLESAMPLE bernoulli (50) WHERE email <> 's3cr3t'
--!
SELECT * FROM customers WHERE ctid = '(0,1)' AND note <> 's3cr3t'
--!
SELECT * FROM customers WHERE ctid < '(3,918)'
--!
SELECT * FROM "odd table's name" "s3cr3t alias's" WHERE "odd: col" < 40 AND "select" = 's3cr3t' AND account_918273645 <> 's3cr3t'
--!
SELECT x.* FROM parents, XMLTABLE('/r/s3cr3t[@a="s3cr3t"]' PASSING ('<r><s3cr3t a="s3cr3t">1</s3cr3t></r>'::xml) COLUMNS id text PATH '@a', rest text PATH 's3cr3t' DEFAULT 's3cr3t') x WHERE parents.id < 3
--! since=17
SELECT * FROM customers, JSON_TABLE(tags, '$[*] ? (@.a != "s3cr3t")' PASSING 's3cr3t' AS x COLUMNS (a int PATH '$.s3cr3t' DEFAULT 918273 ON EMPTY, NESTED PATH '$.s3cr3t[*]' COLUMNS (b text PATH '$'))) j WHERE id < 10
--!
SELECT email FROM shouting WHERE email <> 's3cr3t' AND id < 10
--!
SELECT 's3cr3t' WHERE 's3cr3t' = current_setting('application_name', true)
--!
SELECT CASE WHEN note = 's3cr3t' THEN 918273645 ELSE -918273645.5e3 END, note::varchar(918273), interval '918273 s', tags @> '{"s3cr3t": "s3cr3t"}', tags ? 's3cr3t', ROW(1, 's3cr3t') FROM customers WHERE id = 3
