package io.breakwater.kafka.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.kafka.SomeKafka;
import java.security.cert.CertificateException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.junit.jupiter.api.Test;

/** What no broker of the tests says; those that do are met in the local cluster's tests. */
class KafkaRefusalTest {

  @Test
  void aCertificateOfAnotherHostIsSaid() {
    assertThat(
            ofHandshake(
                new CertificateException(
                    "No subject alternative DNS name matching broker-7 found.")))
        .contains("is of another host", "bootstrap.servers");
    assertThat(ofHandshake(new CertificateException("No name matching broker-7 found")))
        .contains("is of another host");
  }

  @Test
  void aCertificateOfTheFutureIsSaid() {
    assertThat(ofHandshake(new CertificateNotYetValidException("NotBefore: …")))
        .contains("not valid yet", "clocks");
  }

  @Test
  void aListenerWithoutTlsIsSaid() {
    assertThat(ofHandshake(new SSLException("Unsupported or unrecognized SSL message")))
        .contains("does not speak TLS", "security.protocol");
  }

  @Test
  void whatIsNotKnownIsNotQuoted() {
    assertThat(ofHandshake(new SSLException("hunter2"))).contains("handshake fails", "ssl.*");
    assertThat(sentence(new KafkaException("hunter2", new IllegalStateException("hunter2"))))
        .contains("no client can be made")
        .doesNotContain("hunter2");
  }

  @Test
  void whatABrokerAnswersIsQuoted() {
    assertThat(sentence(new ClusterAuthorizationException("Cluster authorization failed.")))
        .contains("it says: Cluster authorization failed.");
  }

  private static String ofHandshake(Exception reason) {
    SSLHandshakeException handshake = new SSLHandshakeException("hunter2");
    handshake.initCause(reason);
    String sentence = sentence(new SslAuthenticationException("SSL handshake failed", handshake));
    assertThat(sentence).doesNotContain("hunter2");
    return sentence;
  }

  private static String sentence(Throwable failure) {
    return KafkaRefusal.sentence(failure, SomeKafka.settings(DeliveryGuarantee.EXACTLY_ONCE));
  }
}
