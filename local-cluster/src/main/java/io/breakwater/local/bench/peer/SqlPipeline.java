package io.breakwater.local.bench.peer;

import io.breakwater.local.bench.stage.AfterLoad;
import io.breakwater.local.bench.stage.Pipeline;
import io.breakwater.local.bench.stage.RunningBench;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.types.Row;

/**
 * Three tables (accounts with their cash, positions, and prices upserted by instrument) → {@code
 * levels.sql} → a sink that takes upserts by account.
 *
 * <p>Decimals are as wide as the book needs: products of a size, a price and a rate stay within 38
 * digits and are exact, products with a multiplier are rounded at the 17th decimal.
 */
final class SqlPipeline {
  private static final String QUERY = "levels.sql";
  private static final String CASH = "DECIMAL(20, 6)";
  private static final String SIZE = "DECIMAL(17, 9)";
  private static final String PRICE = "DECIMAL(13, 7)";

  private SqlPipeline() {}

  /** Adds the pipeline to an environment. */
  static void build(
      StreamExecutionEnvironment env, StreamTableEnvironment tables, RunningBench run) {
    tables.createTemporaryView(
        "accounts",
        tables.fromChangelogStream(accounts(env, run), accounts(), ChangelogMode.insertOnly()));
    tables.createTemporaryView(
        "positions",
        tables.fromChangelogStream(positions(env, run), positions(), ChangelogMode.insertOnly()));
    tables.createTemporaryView(
        "prices", tables.fromChangelogStream(prices(env, run), prices(), ChangelogMode.upsert()));
    Table levels = tables.sqlQuery(query());
    tables
        .toChangelogStream(levels, levels(), ChangelogMode.upsert())
        .sinkTo(new LevelRowSink(run.name()))
        .uid("levels")
        .name("levels");
  }

  private static String query() {
    try (InputStream sql = SqlPipeline.class.getResourceAsStream(QUERY)) {
      return new String(sql.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(QUERY + " cannot be read", e);
    }
  }

  private static Schema accounts() {
    return Schema.newBuilder()
        .column("account", "STRING NOT NULL")
        .column("cash", CASH)
        .primaryKey("account")
        .build();
  }

  private static Schema positions() {
    return Schema.newBuilder()
        .column("account", "STRING NOT NULL")
        .column("instrument", "STRING NOT NULL")
        .column("size", SIZE)
        .column("entry", PRICE)
        .build();
  }

  private static Schema prices() {
    return Schema.newBuilder()
        .column("instrument", "STRING NOT NULL")
        .column("price", PRICE)
        .primaryKey("instrument")
        .build();
  }

  private static Schema levels() {
    return Schema.newBuilder()
        .column("account", "STRING NOT NULL")
        .column("level", "STRING")
        .primaryKey("account")
        .build();
  }

  private static DataStream<Row> accounts(StreamExecutionEnvironment env, RunningBench run) {
    TypeInformation<Row> type =
        Types.ROW_NAMED(new String[] {"account", "cash"}, Types.STRING, Types.BIG_DEC);
    return source(env, new SqlAccountGenerator(run.name()), run.accounts(), type, "accounts");
  }

  private static DataStream<Row> positions(StreamExecutionEnvironment env, RunningBench run) {
    TypeInformation<Row> type =
        Types.ROW_NAMED(
            new String[] {"account", "instrument", "size", "entry"},
            Types.STRING,
            Types.STRING,
            Types.BIG_DEC,
            Types.BIG_DEC);
    long records = (long) run.accounts() * run.book().positions();
    return source(env, new SqlPositionGenerator(run.name()), records, type, "positions");
  }

  private static DataStream<Row> prices(StreamExecutionEnvironment env, RunningBench run) {
    TypeInformation<Row> type =
        Types.ROW_NAMED(new String[] {"instrument", "price"}, Types.STRING, Types.BIG_DEC);
    GeneratorFunction<Long, Row> opening = new SqlOpeningGenerator(run.name());
    return source(env, opening, run.book().instruments(), type, "opening-prices")
        .union(
            Pipeline.source(
                env,
                new SqlTickGenerator(run.name()),
                run.tape().size(),
                new AfterLoad(run.name()),
                type,
                "prices"));
  }

  private static DataStream<Row> source(
      StreamExecutionEnvironment env,
      GeneratorFunction<Long, Row> generator,
      long records,
      TypeInformation<Row> type,
      String name) {
    return Pipeline.source(env, generator, records, RateLimiterStrategy.noOp(), type, name);
  }
}
