package io.dbintel.udfs.plans;

import java.util.Set;

/**
 * What a scrubbed plan keeps besides its structure. Literals never stay.
 *
 * @param anonymizeFilters whether conditions on rows ({@code Filter}, {@code Index Cond}, …) become
 *     {@code ?} as a whole, columns and operators included; that there is a condition stays
 * @param anonymizeJoinConditions the same for conditions of joins ({@code Hash Cond}, {@code Join
 *     Filter}, …)
 * @param removeCostEstimates whether costs, estimated rows and estimated width are left out
 * @param sensitiveNodeTypes node types, as the key {@code Node Type} of the structured formats
 *     spells them ({@code Function Scan}), whose own names and expressions become {@code ?};
 *     expressions of other nodes may still mention their columns
 */
public record PlanOptions(
    boolean anonymizeFilters,
    boolean anonymizeJoinConditions,
    boolean removeCostEstimates,
    Set<String> sensitiveNodeTypes) {
  public static final PlanOptions DEFAULT = new PlanOptions(false, false, false, Set.of());

  /**
   * @throws IllegalArgumentException for a node type that no plan can have
   */
  public PlanOptions {
    sensitiveNodeTypes = Set.copyOf(sensitiveNodeTypes);
    for (String type : sensitiveNodeTypes) {
      if (!PlanKeys.CATALOGUE.isNodeType(type)) {
        throw new IllegalArgumentException(
            "Invalid value %s for sensitiveNodeTypes: not a node type of a plan".formatted(type));
      }
    }
  }

  public PlanOptions withAnonymizedFilters() {
    return new PlanOptions(true, anonymizeJoinConditions, removeCostEstimates, sensitiveNodeTypes);
  }

  public PlanOptions withAnonymizedJoinConditions() {
    return new PlanOptions(anonymizeFilters, true, removeCostEstimates, sensitiveNodeTypes);
  }

  public PlanOptions withoutCostEstimates() {
    return new PlanOptions(anonymizeFilters, anonymizeJoinConditions, true, sensitiveNodeTypes);
  }

  public PlanOptions withSensitiveNodeTypes(Set<String> types) {
    return new PlanOptions(anonymizeFilters, anonymizeJoinConditions, removeCostEstimates, types);
  }
}
