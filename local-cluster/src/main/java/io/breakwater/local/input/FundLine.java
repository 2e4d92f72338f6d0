package io.breakwater.local.input;

import io.breakwater.local.json.JsonCursor;
import java.math.BigDecimal;
import java.util.List;

/**
 * One line of a fund file: what an insurance fund holds.
 *
 * @param time microseconds since the epoch
 * @param balance numeraire
 */
record FundLine(long time, String fund, BigDecimal balance) {
  private static final List<String> FIELDS = List.of(JsonTime.FIELD, "fund", "balance");

  /** The line on which the cursor stands. */
  static FundLine read(JsonCursor json, Line line) {
    Fields fields = new Fields();
    json.object(name -> fields.read(name, json));
    return fields.toFund(json, line);
  }

  private static final class Fields {
    private Long time;
    private String fund;
    private BigDecimal balance;

    void read(String name, JsonCursor json) {
      switch (name) {
        case JsonTime.FIELD -> time = JsonTime.micros(json);
        case "fund" -> fund = json.text();
        case "balance" -> balance = json.decimal();
        default -> throw json.unknownField(FIELDS);
      }
    }

    FundLine toFund(JsonCursor json, Line line) {
      Object[] values = {time, fund, balance};
      for (int i = 0; i < values.length; i++) {
        if (values[i] == null) {
          throw json.missing(line.number(), FIELDS.get(i));
        }
      }
      return new FundLine(time, fund, balance);
    }
  }
}
