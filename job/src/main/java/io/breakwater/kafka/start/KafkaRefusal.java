package io.breakwater.kafka.start;

import io.breakwater.kafka.KafkaSettings;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.security.auth.login.LoginException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnsupportedSaslMechanismException;

/**
 * Why Kafka does not let a client in, as a sentence that says what to do. What clients say is not
 * repeated where it may quote their properties, which may be secrets.
 */
final class KafkaRefusal {
  private static final String PROPERTIES = "breakwater.kafka.properties.";
  private static final String ALERT = "Received fatal alert: ";

  /** Beginnings and parts of what the JDK says of a handshake, in lower case. */
  private static final String UNTRUSTED = "unable to find valid certification path";

  private static final String NO_TLS = "unrecognized ssl message";
  private static final String OTHER_NAME = "no subject alternative";
  private static final String OTHER_HOST = "no name matching";

  /** What a client says before it is one. */
  private static final String NO_ADDRESS = "No resolvable bootstrap";

  private KafkaRefusal() {}

  static String sentence(Throwable failure, KafkaSettings settings) {
    List<Throwable> causes = causes(failure);
    String reason = reason(causes, settings);
    return "Kafka at " + settings.bootstrapServers() + " does not let the job in: " + reason;
  }

  private static String reason(List<Throwable> causes, KafkaSettings settings) {
    if (has(causes, UnsupportedSaslMechanismException.class)) {
      return "the listener does not have the mechanism "
          + mechanism(settings)
          + ". Set "
          + PROPERTIES
          + "sasl.mechanism to one that it has.";
    }
    if (has(causes, SaslAuthenticationException.class)) {
      return "it does not accept the login with "
          + mechanism(settings)
          + ". Correct user name and password in "
          + PROPERTIES
          + "sasl.jaas.config.";
    }
    if (has(causes, SslAuthenticationException.class)) {
      return ofHandshake(causes);
    }
    if (has(causes, TimeoutException.class)) {
      return silence(settings);
    }
    return has(causes, ApiException.class) ? ofBroker(causes) : ofProperties(causes);
  }

  private static boolean has(List<Throwable> causes, Class<? extends Throwable> type) {
    return causes.stream().anyMatch(type::isInstance);
  }

  private static String silence(KafkaSettings settings) {
    String protocol =
        settings
            .properties()
            .getOrDefault(
                CommonClientConfigs.SECURITY_PROTOCOL_CONFIG,
                CommonClientConfigs.DEFAULT_SECURITY_PROTOCOL);
    return "it does not answer. Look whether it runs and is reached from here, and whether its"
        + " listener speaks "
        + protocol
        + ", which "
        + PROPERTIES
        + "security.protocol says.";
  }

  /** What a broker answers quotes nothing of the client's. */
  private static String ofBroker(List<Throwable> causes) {
    return causes.stream()
        .filter(ApiException.class::isInstance)
        .map(refusal -> "it says: " + refusal.getMessage())
        .findFirst()
        .orElseThrow();
  }

  private static String mechanism(KafkaSettings settings) {
    return settings
        .properties()
        .getOrDefault(SaslConfigs.SASL_MECHANISM, SaslConfigs.DEFAULT_SASL_MECHANISM);
  }

  private static String ofHandshake(List<Throwable> causes) {
    for (Throwable cause : causes) {
      String message = String.valueOf(cause.getMessage());
      String lower = message.toLowerCase(Locale.ROOT);
      if (cause instanceof CertificateExpiredException) {
        return "its certificate has expired. Give the broker a new one.";
      }
      if (cause instanceof CertificateNotYetValidException) {
        return "its certificate is not valid yet. Look whether the clocks are right.";
      }
      if (lower.contains(UNTRUSTED)) {
        return "its certificate is not trusted. Add who signed it to what "
            + PROPERTIES
            + "ssl.truststore.* names.";
      }
      if (lower.contains(OTHER_NAME) || lower.contains(OTHER_HOST)) {
        return "its certificate is of another host. Use a name that it has in"
            + " breakwater.kafka.bootstrap.servers and in the broker's advertised.listeners.";
      }
      if (lower.contains(NO_TLS)) {
        return "its listener does not speak TLS. Correct the port, or "
            + PROPERTIES
            + "security.protocol.";
      }
      if (message.startsWith(ALERT)) {
        return "it does not accept the job's certificate ("
            + message.substring(ALERT.length())
            + "). Give one that it trusts with "
            + PROPERTIES
            + "ssl.keystore.*.";
      }
    }
    return "the TLS handshake fails. Look into the broker's log for why, and compare "
        + PROPERTIES
        + "ssl.* with its listener.";
  }

  /** What is wrong about the properties themselves; what clients say of them may quote them. */
  private static String ofProperties(List<Throwable> causes) {
    if (causes.stream().anyMatch(KafkaRefusal::isOfLogin)) {
      return PROPERTIES
          + SaslConfigs.SASL_JAAS_CONFIG
          + " is not understood. Write MODULE required username=\"…\" password=\"…\"; with the"
          + " semicolon, and the class of the login module for MODULE.";
    }
    if (causes.stream().anyMatch(cause -> says(cause, NO_ADDRESS))) {
      return "breakwater.kafka.bootstrap.servers has no address that is known here. Correct it, or"
          + " whoever tells what names stand for.";
    }
    return "no client can be made of "
        + PROPERTIES
        + "*. Look whether files exist, types and passwords fit, and names and values are spelled"
        + " right.";
  }

  private static boolean isOfLogin(Throwable cause) {
    return cause instanceof LoginException || says(cause, "JAAS");
  }

  private static boolean says(Throwable cause, String part) {
    return String.valueOf(cause.getMessage()).contains(part);
  }

  private static List<Throwable> causes(Throwable failure) {
    List<Throwable> causes = new ArrayList<>();
    for (Throwable cause = failure;
        cause != null && !causes.contains(cause);
        cause = cause.getCause()) {
      causes.add(cause);
    }
    return causes;
  }
}
