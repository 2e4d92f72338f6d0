package io.breakwater.kafka.start;

/** One thing that the brokers are asked about before the job is submitted. */
interface StartCheck {

  /**
   * Asks, and says what was found.
   *
   * @throws org.apache.kafka.common.KafkaException when the brokers do not answer in time, or not
   *     this user
   */
  void look(StartSettings settings, Brokers brokers, Findings findings);

  /** What is looked at, as the subject of a sentence. */
  String subject();
}
