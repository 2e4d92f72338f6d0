package io.breakwater.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.options.BreakwaterConfig;
import io.breakwater.options.InvalidOptionsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a start makes of the folder of announced schemas. */
class SchemaFolderTest {
  @TempDir private Path folder;

  private BreakwaterConfig start() {
    return BreakwaterConfig.of(
        Map.of(
            "breakwater.kafka.bootstrap.servers",
            "localhost:9092",
            "breakwater.kafka.transactional-id-prefix",
            "margin",
            "breakwater.schemas.folder",
            folder.toString()));
  }

  private void assertRefused(String... sentence) {
    assertThatThrownBy(this::start)
        .isInstanceOf(InvalidOptionsException.class)
        .hasMessageContaining("breakwater.schemas.folder holds")
        .hasMessageContainingAll(sentence);
  }

  private void put(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  @Test
  void itsSchemasTravelWithTheJob() throws Exception {
    put("OraclePrice@7.avsc", NewerSchemas.PRICE);
    put("notes.txt", "not looked at");

    Announced announced = InstantiationUtil.clone(start().kafka().announced());

    assertThat(announced.atStart())
        .containsExactly(new Announcement("OraclePrice@7.avsc", NewerSchemas.PRICE));
  }

  @Test
  void oneThatThisReleaseCannotReadRefusesTheStart() throws IOException {
    put("a.avsc", NewerSchemas.PRICE);
    put("b.avsc", NewerSchemas.priceOfValue("\"double\""));
    assertRefused("b.avsc", "this release cannot read", "value", "DOUBLE");
  }

  @Test
  void soDoesWhatIsNoSchemaOfAnInput() throws IOException {
    put("a.avsc", "{");
    assertRefused("a.avsc", "is no schema of a record");
    put("a.avsc", io.breakwater.schemas.LiquidationTrigger.getClassSchema().toString());
    assertRefused("is of LiquidationTrigger", "it reads OraclePrice, AccountUpdate");
    put("a.avsc", " ".repeat(2_000_000));
    assertRefused("1 MiB");
  }

  @Test
  void soDoANumberOfTwoSchemasAndAFolderWithoutAny() throws IOException {
    assertRefused("no .avsc file");
    put("a@7.avsc", NewerSchemas.PRICE);
    put("b@7.avsc", NewerSchemas.today());
    assertRefused("b@7.avsc", "number 7 like a@7.avsc");
    folder = folder.resolve("missing");
    assertThatThrownBy(this::start).hasMessageContaining("cannot be read as a folder");
  }
}
