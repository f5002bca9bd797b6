package io.dbintel.local.workload;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.random.RandomGenerator;

/** What runs in the database {@code shop}. */
final class ShopQueries {
  private static final Task PRODUCT =
      Task.of(
          "SELECT name, price, stock FROM products WHERE id = ?", random -> row(product(random)));
  private static final Task CUSTOMER =
      Task.of("SELECT name, email FROM customers WHERE id = ?", random -> row(customer(random)));
  private static final Task ADD_TO_CART =
      Task.of(
          "INSERT INTO carts (customer_id, product_id, quantity) VALUES (?, ?, ?)"
              + " ON CONFLICT (customer_id, product_id) DO UPDATE SET quantity = carts.quantity + excluded.quantity",
          random -> row(customer(random), product(random), 1 + random.nextInt(3)));
  private static final Task CHANGE_CART =
      Task.of(
          "UPDATE carts SET quantity = ? WHERE customer_id = ?",
          random -> row(1 + random.nextInt(5), customer(random)));
  private static final Task EMPTY_CART =
      Task.of("DELETE FROM carts WHERE customer_id = ?", random -> row(customer(random)));
  private static final Task PLACE_ORDER =
      Task.of("SELECT place_order(?, ?)", random -> row(customer(random), 1 + random.nextInt(4)));

  static final List<Task> CHECKOUT =
      List.of(
          PRODUCT,
          CUSTOMER,
          ADD_TO_CART,
          ADD_TO_CART,
          CHANGE_CART,
          EMPTY_CART,
          PLACE_ORDER,
          ShopQueries::restock,
          Task.of("INSERT INTO coupons (code) VALUES (?)", random -> row("WELCOME")),
          Task.of(
              "SELECT 100 / (stock - stock) FROM products WHERE id = ?",
              random -> row(product(random))));

  static final List<Task> STOREFRONT =
      List.of(
          PRODUCT,
          PRODUCT,
          Task.of(
              "SELECT id, name, price FROM products WHERE category = ? ORDER BY price LIMIT 20",
              random -> row("category-" + random.nextInt(20))),
          Task.of(
              "SELECT o.id, o.placed_at, sum(i.quantity * i.price) FROM orders o JOIN order_items i ON i.order_id ="
                  + " o.id WHERE o.customer_id = ? GROUP BY o.id ORDER BY o.placed_at DESC LIMIT 10",
              random -> row(customer(random))),
          Task.of(
              "SELECT p.name, c.quantity FROM carts c JOIN products p ON p.id = c.product_id WHERE c.customer_id = ?",
              random -> row(customer(random))),
          Task.of(
              "SELECT count(*) FROM products WHERE name LIKE ?",
              random -> row("%" + random.nextInt(100) + "%")),
          Task.adHoc(ShopQueries::search));

  static final List<Task> BACK_OFFICE =
      List.of(
          Task.of(
              "UPDATE products SET price = price * 1.001 WHERE category = ?",
              random -> row(category(random))),
          Task.of(
              "DELETE FROM orders WHERE id IN (SELECT id FROM orders ORDER BY id LIMIT ?)",
              random -> row(1 + random.nextInt(3))),
          Task.of("SELECT count(*), max(placed_at) FROM orders", random -> row()),
          Task.of("SELECT * FROM suppliers WHERE id = ?", random -> row(random.nextInt(10))),
          Task.adHoc(
              random ->
                  "SELECT status, count(*) FROM orders WHERE id % "
                      + (2 + random.nextInt(9))
                      + " = 0 GROUP BY status"));

  private static final List<String> COLUMNS =
      List.of("id", "name", "category", "price", "stock", "added_at");
  private static final List<String> FILTERS =
      List.of(
          "price < 50",
          "stock > 10",
          "category = 'category-3'",
          "price BETWEEN 20 AND 30 AND stock > 0");

  private ShopQueries() {}

  static Object[] row(Object... values) {
    return values;
  }

  /**
   * Applications that build their SQL yield many texts: a choice of columns, a filter and an order.
   */
  static String search(RandomGenerator random) {
    int chosen = 1 + random.nextInt((1 << COLUMNS.size()) - 1);
    StringBuilder columns = new StringBuilder();
    for (int i = 0; i < COLUMNS.size(); i++) {
      if ((chosen >> i & 1) == 1) {
        columns.append(columns.isEmpty() ? "" : ", ").append(COLUMNS.get(i));
      }
    }
    return "SELECT %s FROM products WHERE %s ORDER BY %s LIMIT 50"
        .formatted(
            columns,
            FILTERS.get(random.nextInt(FILTERS.size())),
            COLUMNS.get(random.nextInt(COLUMNS.size())));
  }

  private static void restock(Connection connection, RandomGenerator random) throws SQLException {
    int product = product(random);
    connection.setAutoCommit(false);
    try {
      Task.of("SELECT stock FROM products WHERE id = ? FOR UPDATE", any -> row(product))
          .run(connection, random);
      Task.of("UPDATE products SET stock = stock + 25 WHERE id = ?", any -> row(product))
          .run(connection, random);
      connection.commit();
    } finally {
      // Also gives up what a failure left open.
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  private static int product(RandomGenerator random) {
    return 1 + random.nextInt(ShopSchema.PRODUCTS);
  }

  private static int customer(RandomGenerator random) {
    return 1 + random.nextInt(ShopSchema.CUSTOMERS);
  }

  private static String category(RandomGenerator random) {
    return "category-" + random.nextInt(20);
  }
}
