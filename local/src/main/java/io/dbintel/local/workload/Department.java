package io.dbintel.local.workload;

import java.util.List;

/**
 * Who works with which database, how often, and what they run.
 *
 * @param perSecond tasks per second; most are one statement
 */
record Department(String name, String database, String role, int perSecond, List<Task> tasks) {
  static final List<Department> ALL =
      List.of(
          new Department("checkout", "shop", "app", 120, ShopQueries.CHECKOUT),
          new Department("storefront", "shop", "app", 120, ShopQueries.STOREFRONT),
          new Department("back-office", "shop", "batch", 30, ShopQueries.BACK_OFFICE),
          new Department("sales", "crm", "app", 40, CrmQueries.SALES),
          new Department("analysts", "analytics", "reporting", 12, AnalyticsQueries.ANALYSTS));

  Department {
    tasks = List.copyOf(tasks);
  }
}
