package io.breakwater.local.input;

import io.breakwater.cascade.impact.InsuranceFund;
import io.breakwater.local.json.JsonCursor;
import io.breakwater.stream.event.FundUpdate;
import java.math.BigDecimal;
import java.util.List;

/** One line of a fund file: what an insurance fund holds. */
final class FundLine {
  static final OrderedLines.Kind<FundUpdate> KIND =
      new OrderedLines.Kind<>(FundLine::read, update -> update.fund().time());

  private static final List<String> FIELDS = List.of(JsonTime.FIELD, "fund", "balance");

  private FundLine() {}

  /** The line on which the cursor stands. */
  static FundUpdate read(JsonCursor json, Line line) {
    Fields fields = new Fields();
    json.object(name -> fields.read(name, json));
    return new FundUpdate(fields.toFund(json, line), line.origin());
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

    InsuranceFund toFund(JsonCursor json, Line line) {
      Object[] values = {time, fund, balance};
      for (int i = 0; i < values.length; i++) {
        if (values[i] == null) {
          throw json.missing(line.number(), FIELDS.get(i));
        }
      }
      return json.checked(line.number(), () -> new InsuranceFund(fund, time, balance));
    }
  }
}
