package io.breakwater.local.security;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** The rights that {@code deploy/kafka/user.yaml} declares (a Strimzi {@code KafkaUser}). */
final class DeployedRights {
  private static final Path DECLARED = Path.of("..", "deploy", "kafka", "user.yaml");

  private DeployedRights() {}

  /**
   * Each right by itself, in the order of the file.
   *
   * @param principal to whom they are granted
   */
  static List<AclBinding> of(String principal) {
    try {
      JsonNode user = new YAMLMapper().readTree(DECLARED.toFile());
      List<AclBinding> rights = new ArrayList<>();
      for (JsonNode acl : user.path("spec").path("authorization").path("acls")) {
        for (JsonNode operation : acl.path("operations")) {
          rights.add(
              new AclBinding(
                  pattern(acl.path("resource")),
                  new AccessControlEntry(
                      principal, "*", operation(operation.asText()), AclPermissionType.ALLOW)));
        }
      }
      return rights;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Strimzi writes {@code DescribeConfigs} for what Kafka calls {@code DESCRIBE_CONFIGS}. */
  private static AclOperation operation(String name) {
    return AclOperation.fromString(name.replaceAll("(?<=[a-z])(?=[A-Z])", "_"));
  }

  private static ResourcePattern pattern(JsonNode resource) {
    String type = resource.path("type").asText();
    return new ResourcePattern(
        type.equals("transactionalId")
            ? ResourceType.TRANSACTIONAL_ID
            : ResourceType.fromString(type),
        resource.path("name").asText(),
        resource.path("patternType").asText().equals("prefix")
            ? PatternType.PREFIXED
            : PatternType.LITERAL);
  }
}
