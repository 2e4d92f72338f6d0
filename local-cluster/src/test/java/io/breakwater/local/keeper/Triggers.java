package io.breakwater.local.keeper;

import io.breakwater.schemas.Cause;
import io.breakwater.schemas.CauseType;
import io.breakwater.schemas.CloseOutLeg;
import io.breakwater.schemas.LegKind;
import io.breakwater.schemas.Level;
import io.breakwater.schemas.LiquidationTrigger;
import io.breakwater.schemas.TriggerKind;
import io.breakwater.schemas.TriggerLeg;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Builds triggers of which only what a test names matters. */
public final class Triggers {
  private final List<TriggerLeg> legs = new ArrayList<>();
  private final List<CloseOutLeg> closeOut = new ArrayList<>();
  private final String account;
  private final long accountSequence;
  private TriggerKind kind = TriggerKind.ENTERED;
  private int step = 1;
  private long epoch;
  private boolean held;
  private BigDecimal equity = scaled("0");
  private Cause cause;

  private Triggers(String account, long accountSequence) {
    this.account = account;
    this.accountSequence = accountSequence;
    this.cause = Cause.newBuilder().setType(CauseType.ACCOUNT).setSequence(accountSequence).build();
  }

  public static Triggers entered(String account, long accountSequence) {
    return new Triggers(account, accountSequence);
  }

  public Triggers step(int number, TriggerKind kindOfStep) {
    step = number;
    kind = kindOfStep;
    return this;
  }

  /** Of this epoch, and caused by its beginning. */
  public Triggers epoch(long number) {
    epoch = number;
    cause = Cause.newBuilder().setType(CauseType.EPOCH).setSequence(number).build();
    return this;
  }

  public Triggers held() {
    held = true;
    return this;
  }

  public Triggers cause(String instrument, String price) {
    cause =
        Cause.newBuilder()
            .setType(CauseType.PRICE)
            .setFactor(instrument)
            .setPrice(scaled(price))
            .setSequence(1)
            .build();
    return this;
  }

  public Triggers equity(String amount) {
    equity = scaled(amount);
    return this;
  }

  public Triggers leg(String instrument, LegKind legKind, String size, String price) {
    legs.add(
        TriggerLeg.newBuilder()
            .setInstrument(instrument)
            .setKind(legKind)
            .setSize(scaled(size))
            .setFactor(instrument)
            .setPrice(scaled(price))
            .setPriceSequence(1)
            .setPublishTime(Instant.EPOCH)
            .setParametersVersion(0)
            .build());
    return this;
  }

  public Triggers close(String instrument, LegKind legKind, String size, String incentive) {
    closeOut.add(
        CloseOutLeg.newBuilder()
            .setInstrument(instrument)
            .setKind(legKind)
            .setSize(scaled(size))
            .setIncentiveRate(scaled(incentive))
            .build());
    return this;
  }

  public LiquidationTrigger build() {
    return LiquidationTrigger.newBuilder()
        .setId(account + "#1." + step)
        .setDecision("d" + accountSequence + "." + step)
        .setEpoch(epoch)
        .setAccount(account)
        .setTime(Instant.EPOCH)
        .setMarketSequence(1)
        .setAccountSequence(accountSequence)
        .setKind(kind)
        .setLevel(Level.LIQUIDATABLE)
        .setPreviousLevel(Level.HEALTHY)
        .setCause(cause)
        .setCash(scaled("0"))
        .setEquity(equity)
        .setMaintenanceMargin(scaled("0"))
        .setMultiplier(scaled("1"))
        .setHeld(held)
        .setLegs(legs)
        .setCloseOut(closeOut)
        .setPolicyId("default")
        .setPolicyVersion(0)
        .build();
  }

  private static BigDecimal scaled(String decimal) {
    return new BigDecimal(decimal).setScale(18);
  }
}
