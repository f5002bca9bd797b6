package io.dbintel.ingest.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dbintel.ingest.capabilities.Finding;
import io.dbintel.ingest.capabilities.ServerProfile;
import io.dbintel.ingest.config.TargetConfig;
import io.dbintel.ingest.postgres.PollFailure;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Writes checks as one JSON document. Fields are added, never renamed. */
final class CheckJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private CheckJson() {}

  static void write(List<TargetCheck> checks, PrintWriter out) {
    ObjectNode document = JSON.createObjectNode();
    document.put("ok", checks.stream().allMatch(TargetCheck::usable));
    ArrayNode targets = document.putArray("targets");
    checks.forEach(check -> targets.add(target(check)));
    try {
      out.println(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document));
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException("A tree of plain values can be written", impossible);
    }
  }

  private static ObjectNode target(TargetCheck check) {
    TargetConfig target = check.target();
    ObjectNode node = JSON.createObjectNode();
    node.put("instance", target.instance());
    node.put("host", target.host());
    node.put("port", target.port());
    node.put("database", target.database());
    node.put("user", target.user());
    node.put("status", check.status());
    node.put("duration_ms", check.duration().toMillis());
    node.set("failure", check.failure() == null ? null : failure(check.failure()));
    node.set("server", check.profile() == null ? null : server(check.profile()));
    node.set("strategies", pairs(check.strategies()));
    ArrayNode problems = node.putArray("problems");
    check.findings().forEach(finding -> problems.add(problem(finding)));
    return node;
  }

  private static ObjectNode failure(PollFailure failure) {
    ObjectNode node = JSON.createObjectNode();
    node.put("reason", failure.reason());
    node.put("message", failure.getMessage());
    node.put("fix", failure.fix());
    return node;
  }

  private static ObjectNode server(ServerProfile profile) {
    ObjectNode node = JSON.createObjectNode();
    node.put("version", profile.version());
    node.put("version_num", profile.versionNum());
    node.put("system_identifier", profile.systemIdentifier());
    node.put("postmaster_start", profile.postmasterStart());
    node.put("replica", profile.replica());
    node.put("managed_service", profile.managedService());
    node.set("extensions", pairs(profile.extensions()));
    node.set("preloaded", words(profile.preloaded()));
    node.set("settings", pairs(profile.settings()));
    node.set("grants", words(profile.grants()));
    node.set("connection", words(profile.traits()));
    return node;
  }

  private static ObjectNode problem(Finding finding) {
    ObjectNode node = JSON.createObjectNode();
    node.put("code", finding.problem().code());
    node.put("severity", finding.severity().word());
    node.put("message", finding.problem().message());
    node.put("fix", finding.problem().fix());
    return node;
  }

  private static ObjectNode pairs(Map<String, String> map) {
    ObjectNode node = JSON.createObjectNode();
    new TreeMap<>(map).forEach(node::put);
    return node;
  }

  private static ArrayNode words(Collection<String> words) {
    ArrayNode node = JSON.createArrayNode();
    new TreeSet<>(words).forEach(node::add);
    return node;
  }
}
