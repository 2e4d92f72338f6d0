package io.breakwater.kafka;

import io.breakwater.cascade.impact.InsuranceFund;
import io.breakwater.stream.event.FundUpdate;
import io.breakwater.value.Origin;
import io.breakwater.value.RefusedException;

/** Records of the topic {@code insurance-fund}, and balances of funds. */
public final class InsuranceFundRecords {
  /** What the source of funds reads. */
  static final InboundRecord<io.breakwater.schemas.InsuranceFund, FundUpdate> INBOUND =
      new InboundRecord<>(
          io.breakwater.schemas.InsuranceFund.class,
          InsuranceFundRecords::toDomain,
          io.breakwater.schemas.InsuranceFund::getFund,
          record -> null,
          io.breakwater.schemas.InsuranceFund::getTime,
          RecordBounds.FUND);

  private InsuranceFundRecords() {}

  /**
   * The balance that a record states.
   *
   * @throws RefusedException for what {@link InsuranceFund} refuses, and times outside of the years
   *     1970 to 9999
   */
  public static FundUpdate toDomain(io.breakwater.schemas.InsuranceFund record, Origin origin) {
    InsuranceFund fund =
        new InsuranceFund(
            record.getFund(), Fields.micros(record.getTime(), "time"), record.getBalance());
    return new FundUpdate(fund, origin);
  }

  /** The record that states a balance. */
  public static io.breakwater.schemas.InsuranceFund toAvro(FundUpdate update) {
    InsuranceFund fund = update.fund();
    return io.breakwater.schemas.InsuranceFund.newBuilder()
        .setFund(fund.fund())
        .setTime(Fields.instant(fund.time()))
        .setBalance(fund.balance())
        .build();
  }
}
