package io.breakwater.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code explain --json} says of numbers that the venues themselves published or assert. */
class VenueVectorsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  static Stream<Arguments> ownVectors() throws IOException {
    return vectors(
        VenueVectorsTest.class.getResourceAsStream("/vectors/margin.json").readAllBytes());
  }

  static Stream<Arguments> sharedVectors() throws IOException {
    return vectors(Files.readAllBytes(SharedFolder.file("vectors/margin.json")));
  }

  private static Stream<Arguments> vectors(byte[] list) throws IOException {
    return StreamSupport.stream(JSON.readTree(list).spliterator(), false)
        .map(vector -> Arguments.of(vector.get("id").asText(), vector));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"ownVectors", "sharedVectors"})
  void areReproduced(String id, JsonNode vector) throws IOException {
    Path book = folder.resolve("book.json");
    Files.writeString(book, vector.get("book").toString());

    CommandRun run = CommandRun.of("explain", "--json", book);
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    JsonNode explanation = JSON.readTree(run.out());

    vector
        .get("expected")
        .properties()
        .forEach(
            expected -> {
              BigDecimal tolerance =
                  new BigDecimal(vector.get("tolerance").path(expected.getKey()).asText("0"));
              switch (expected.getKey()) {
                case "liquidatable" ->
                    assertThat(explanation.get("liquidatable")).isEqualTo(expected.getValue());
                case "liquidationPrice" ->
                    expected
                        .getValue()
                        .properties()
                        .forEach(
                            price ->
                                assertThat(criticalPrices(explanation, price.getKey()))
                                    .anySatisfy(
                                        critical ->
                                            assertClose(critical, price.getValue(), tolerance)));
                default ->
                    assertClose(
                        new BigDecimal(explanation.get(expected.getKey()).asText()),
                        expected.getValue(),
                        tolerance);
              }
            });
  }

  private static List<BigDecimal> criticalPrices(JsonNode explanation, String instrument) {
    return StreamSupport.stream(explanation.get("prices").spliterator(), false)
        .filter(line -> line.get("price").asText().equals(instrument))
        .flatMap(line -> Stream.of("below", "above").map(line.get("criticalPrices")::get))
        .filter(price -> !price.isNull())
        .map(price -> new BigDecimal(price.asText()))
        .toList();
  }

  private static void assertClose(BigDecimal actual, JsonNode expected, BigDecimal tolerance) {
    assertThat(actual.subtract(new BigDecimal(expected.asText())).abs())
        .isLessThanOrEqualTo(tolerance);
  }
}
