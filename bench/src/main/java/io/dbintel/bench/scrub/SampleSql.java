package io.dbintel.bench.scrub;

/** Statements as applications send them. */
final class SampleSql {
  private SampleSql() {}

  /**
   * @param size {@code short}, about 70 bytes, or {@code orm}, about 1.6 KB
   */
  static String of(String size) {
    return size.equals("short") ? shortStatement() : ormStatement();
  }

  private static String shortStatement() {
    return "SELECT id, name FROM customer WHERE email = 'ann@shop.example' AND age > 21";
  }

  private static String ormStatement() {
    StringBuilder sql = new StringBuilder("select ");
    String[] tables = {"order", "customer", "address", "invoice"};
    for (int table = 0; table < tables.length; table++) {
      for (int column = 0; column < 10; column++) {
        sql.append(table + column > 0 ? ", " : "")
            .append(tables[table].charAt(0))
            .append("1_0.")
            .append(tables[table])
            .append("_field_")
            .append(column);
      }
    }
    return sql.append(" from shop_order o1_0")
        .append(" left join customer c1_0 on c1_0.id=o1_0.customer_id")
        .append(" left join address a1_0 on a1_0.id=c1_0.address_id")
        .append(" join invoice i1_0 on i1_0.order_id=o1_0.id and i1_0.state in ('OPEN','PAID',")
        .append("'OVERDUE','CANCELLED','DISPUTED')")
        .append(" where c1_0.email like 'ann%@shop.example' and o1_0.placed_at between")
        .append(" '2026-01-01 00:00:00' and '2026-06-30 23:59:59.999' and o1_0.total_amount>199.90")
        .append(" and (c1_0.country='DE' or c1_0.country='AT' or a1_0.zip_code is null)")
        .append(" and o1_0.id in (10001,10002,10003,10004,10005,10006,10007,10008,10009,10010)")
        .append(" and not exists (select 1 from blocked_customer b1_0 where b1_0.id=c1_0.id)")
        .append(" order by o1_0.placed_at desc, o1_0.id asc fetch first 50 rows only")
        .toString();
  }
}
