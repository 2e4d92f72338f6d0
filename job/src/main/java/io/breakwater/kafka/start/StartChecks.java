package io.breakwater.kafka.start;

import io.breakwater.kafka.FoundAtStart;
import io.breakwater.kafka.KafkaSettings;
import io.breakwater.options.BreakwaterOptions;
import java.util.List;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks before the job is submitted at all that would make it fail again and again, hang, or break
 * a promise later, and says everything that was found at once.
 */
public final class StartChecks {
  private static final Logger LOGGER = LoggerFactory.getLogger(StartChecks.class);

  private static final List<StartCheck> CHECKS =
      List.of(
          new TopicsExist(),
          new KafkaRights(),
          new TopicSettings(),
          new TransactionTimeout(),
          new PrefixUse());

  private StartChecks() {}

  /**
   * Checks a start. Takes as long as the brokers take to answer, where nobody answers about ten
   * seconds, and some seconds more where a job has had the transactional prefix before.
   *
   * @param found what is known to be wrong already
   * @throws StartRefusedException listing all that is wrong, unless that is to be a warning
   */
  public static void require(StartSettings settings, FoundAtStart then, List<String> found) {
    Findings findings = new Findings();
    found.forEach(findings::problem);
    CheckpointTimes.look(settings, findings);
    lookAtBrokers(settings, findings);
    findings.warnings().forEach(LOGGER::warn);
    if (findings.problems().isEmpty()) {
      return;
    }
    switch (then) {
      case STOP -> throw new StartRefusedException(findings.problems());
      case WARN -> findings.problems().forEach(LOGGER::warn);
    }
  }

  private static void lookAtBrokers(StartSettings settings, Findings findings) {
    try (Brokers brokers = new Brokers(settings.kafka())) {
      if (doAnswer(brokers, settings.kafka(), findings)) {
        CHECKS.forEach(check -> look(check, settings, brokers, findings));
      }
    } catch (KafkaException e) {
      findings.problem(KafkaRefusal.sentence(e, settings.kafka()));
    }
  }

  private static boolean doAnswer(Brokers brokers, KafkaSettings kafka, Findings findings) {
    try {
      brokers.answer(
          brokers
              .ask()
              .describeCluster(new DescribeClusterOptions().timeoutMs(Brokers.PATIENCE_MILLIS))
              .nodes());
      return true;
    } catch (TimeoutException e) {
      findings.problem(
          "%s Where only the cluster reaches it, %s=%s starts without asking."
              .formatted(
                  KafkaRefusal.sentence(e, kafka),
                  BreakwaterOptions.JOB_FOUND_AT_START.key(),
                  FoundAtStart.WARN));
    } catch (KafkaException e) {
      findings.problem(KafkaRefusal.sentence(e, kafka));
    }
    return false;
  }

  private static void look(
      StartCheck check, StartSettings settings, Brokers brokers, Findings findings) {
    try {
      check.look(settings, brokers, findings);
    } catch (KafkaException e) {
      findings.problem(
          "The brokers do not say %s. %s"
              .formatted(check.subject(), KafkaRefusal.sentence(e, settings.kafka())));
    }
  }
}
