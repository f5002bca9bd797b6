package io.dbintel.ingest.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A configuration with every option: its default, or an example where it has none. */
final class SampleFile {
  private final StringBuilder yaml = new StringBuilder();

  private SampleFile() {}

  static String yaml() {
    SampleFile file = new SampleFile();
    file.mapping(tree(Options.GLOBAL), "");
    file.yaml.append("defaults:\n");
    file.mapping(tree(Options.SHARED), "  ");
    file.yaml.append("targets:\n  -\n");
    file.mapping(tree(Options.IDENTITY), "    ");
    return file.yaml.toString();
  }

  /** Examples by the parts of their keys; values are text or mappings. */
  private static Map<String, Object> tree(List<Option<?>> options) {
    Map<String, Object> root = new LinkedHashMap<>();
    for (Option<?> option : options) {
      Map<String, Object> parent = root;
      String key = option.key();
      for (int dot = key.indexOf('.'); dot >= 0; dot = key.indexOf('.')) {
        parent = child(parent, key.substring(0, dot));
        key = key.substring(dot + 1);
      }
      parent.put(key, option.example());
    }
    return root;
  }

  @SuppressWarnings("unchecked") // a key is either an option or the parent of options
  private static Map<String, Object> child(Map<String, Object> parent, String key) {
    return (Map<String, Object>) parent.computeIfAbsent(key, name -> new LinkedHashMap<>());
  }

  private void mapping(Map<?, ?> values, String indent) {
    values.forEach(
        (key, value) -> {
          yaml.append(indent).append(key).append(':');
          if (value instanceof Map<?, ?> nested) {
            yaml.append('\n');
            mapping(nested, indent + "  ");
          } else {
            yaml.append(' ').append(scalar(value.toString())).append('\n');
          }
        });
  }

  /** Quoted unless it is a plain word. */
  private static String scalar(String text) {
    boolean plain =
        text.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_' || c == '/');
    return plain && !text.equals("off") ? text : "'" + text.replace("'", "''") + "'";
  }
}
