package io.dbintel.local.workload;

import io.dbintel.local.postgres.EmbeddedPostgresServer;

/** Databases, roles, tables and first data of the shop. */
final class ShopSchema {
  static final int PRODUCTS = 1000;
  static final int CUSTOMERS = 2000;
  static final int CONTACTS = 3000;

  private static final String SHOP =
      """
      CREATE TABLE customers (id int PRIMARY KEY, name text, email text);
      CREATE TABLE products (id int PRIMARY KEY, name text, category text, price numeric(10, 2), stock int,
        added_at timestamptz DEFAULT now());
      CREATE INDEX ON products (category);
      CREATE TABLE orders (id bigserial PRIMARY KEY, customer_id int REFERENCES customers, status text,
        placed_at timestamptz DEFAULT now());
      CREATE INDEX ON orders (customer_id);
      CREATE TABLE order_items (order_id bigint REFERENCES orders ON DELETE CASCADE, product_id int, quantity int,
        price numeric(10, 2));
      CREATE INDEX ON order_items (order_id);
      CREATE TABLE carts (customer_id int, product_id int, quantity int, PRIMARY KEY (customer_id, product_id));
      CREATE TABLE coupons (code text PRIMARY KEY);
      INSERT INTO coupons VALUES ('WELCOME');
      INSERT INTO customers SELECT n, 'Customer ' || n, 'c' || n || '@example.com' FROM generate_series(1, %2$d) n;
      INSERT INTO products SELECT n, 'Product ' || n, 'category-' || n %% 20, 1 + n %% 90, n %% 200
        FROM generate_series(1, %1$d) n;
      INSERT INTO orders (customer_id, status) SELECT 1 + n %% %2$d, CASE n %% 3 WHEN 0 THEN 'open' ELSE 'shipped' END
        FROM generate_series(1, 6000) n;
      INSERT INTO order_items SELECT 1 + n %% 6000, 1 + n %% %1$d, 1 + n %% 4, 1 + n %% 90
        FROM generate_series(1, 18000) n;
      CREATE FUNCTION place_order(customer int, items int) RETURNS bigint LANGUAGE plpgsql AS $body$
      DECLARE
        placed bigint;
      BEGIN
        INSERT INTO orders (customer_id, status) VALUES (customer, 'open') RETURNING id INTO placed;
        FOR item IN 1..items LOOP
          INSERT INTO order_items SELECT placed, p.id, item, p.price FROM products p
            WHERE p.id = 1 + (placed + item) %% %1$d;
        END LOOP;
        DELETE FROM carts WHERE customer_id = customer;
        RETURN placed;
      END $body$;
      GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO app, batch;
      GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO app, batch;
      ANALYZE
      """
          .formatted(PRODUCTS, CUSTOMERS);

  private static final String CRM =
      """
      CREATE TABLE contacts (id int PRIMARY KEY, name text, region text, segment text, owner text, language text,
        last_contact timestamptz);
      CREATE TABLE notes (contact_id int, note text, written_at timestamptz DEFAULT now());
      CREATE INDEX ON notes (contact_id);
      INSERT INTO contacts SELECT n, 'Contact ' || n, 'region-' || n %% 7, 'segment-' || n %% 4, 'owner-' || n %% 12,
        'language-' || n %% 5 FROM generate_series(1, %d) n;
      GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO app;
      ANALYZE
      """
          .formatted(CONTACTS);

  private static final String ANALYTICS =
      """
      CREATE TABLE visits (id bigserial PRIMARY KEY, kind text, visitor int DEFAULT 0, amount double precision,
        at timestamptz DEFAULT now());
      INSERT INTO visits (kind, visitor, amount, at) SELECT 'kind-' || n % 5, n % 977, n % 101,
        now() - n * interval '1 minute' FROM generate_series(1, 60000) n;
      GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA public TO reporting;
      GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO reporting;
      ANALYZE
      """;

  private ShopSchema() {}

  /** Creates everything on a server that has none of it. */
  static void create(EmbeddedPostgresServer server, String password) {
    for (String role : new String[] {"app", "reporting", "batch"}) {
      server.execute("CREATE ROLE %s LOGIN PASSWORD '%s'".formatted(role, password));
    }
    create(server, "shop", SHOP);
    create(server, "crm", CRM);
    create(server, "analytics", ANALYTICS);
  }

  private static void create(EmbeddedPostgresServer server, String database, String tables) {
    server.execute("CREATE DATABASE " + database);
    server.execute(database, tables);
  }
}
