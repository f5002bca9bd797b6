package io.dbintel.bench.scrub;

/** Statements as applications send them. */
final class SampleSql {
  private SampleSql() {}

  /**
   * @param size {@code short}, about 70 bytes, or {@code orm}, about 1.5 KB
   */
  static String of(String size) {
    return size.equals("short") ? shortStatement() : ormStatement();
  }

  private static String shortStatement() {
    return "SELECT id, name FROM customer WHERE email = 'ann@shop.example' AND age > 21";
  }

  private static String ormStatement() {
    StringBuilder sql = new StringBuilder("select ");
    columns(sql, "o1_0", "id", "customer_id", "placed_at", "shipped_at", "state", "total", "notes");
    columns(sql.append(','), "c1_0", "id", "created_at", "email", "first_name", "last_name");
    columns(sql.append(','), "c1_0", "phone", "updated_at", "version", "locale", "newsletter");
    columns(sql.append(','), "a1_0", "id", "city", "country", "line1", "line2", "zip_code");
    columns(sql.append(','), "l1_0", "order_id", "line_no", "product_id", "quantity", "price");
    columns(sql.append(','), "p1_0", "id", "category", "name", "sku", "weight", "active");
    columns(sql.append(','), "p1_0", "created_at", "updated_at", "supplier_id", "description");
    columns(sql.append(','), "s1_0", "id", "company", "contact_name", "contact_email", "rating");
    return sql.append(" from shop.orders o1_0")
        .append(" join shop.customers c1_0 on c1_0.id=o1_0.customer_id")
        .append(" left join shop.addresses a1_0 on a1_0.id=c1_0.address_id and a1_0.kind='HOME'")
        .append(" left join shop.order_lines l1_0 on o1_0.id=l1_0.order_id")
        .append(" left join shop.products p1_0 on p1_0.id=l1_0.product_id")
        .append(" left join shop.suppliers s1_0 on s1_0.id=p1_0.supplier_id and s1_0.rating>=3")
        .append(" where c1_0.email like 'ann%@shop.example' escape '!' and o1_0.placed_at between")
        .append(" timestamp '2026-01-01 00:00:00' and timestamp '2026-06-30 23:59:59.999'")
        .append(" and (o1_0.state in ('OPEN','PAID','SENT','BACK') or o1_0.total>199.90)")
        .append(" and (c1_0.locale='de_AT' or a1_0.zip_code is null or p1_0.active=true)")
        .append(" and o1_0.id in (10001,10002,10003,10004,10005,10006,10007,10008,10009,10010)")
        .append(" and not exists(select 1 from shop.blocked b1_0 where b1_0.customer_id=c1_0.id)")
        .append(" and coalesce(p1_0.weight,0)<30.5 and lower(c1_0.last_name)='o''neil'")
        .append(" order by o1_0.placed_at desc,o1_0.id,l1_0.line_no fetch first 50 rows only")
        .toString();
  }

  private static void columns(StringBuilder sql, String table, String... names) {
    for (int i = 0; i < names.length; i++) {
      sql.append(i > 0 ? "," : "").append(table).append('.').append(names[i]);
    }
  }
}
