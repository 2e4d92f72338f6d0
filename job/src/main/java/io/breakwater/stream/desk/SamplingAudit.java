package io.breakwater.stream.desk;

import io.breakwater.collections.AccountIds;
import io.breakwater.stream.event.MarketEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides one idle account exactly every so many events of the market, in turn, whoever the watch
 * looks at. An account that is not at its level was missed: that must never happen, is counted, is
 * logged with what the watch knew, and is mended at once.
 */
public final class SamplingAudit {
  private static final Logger LOGGER = LoggerFactory.getLogger(SamplingAudit.class);

  private final MarginDesk desk;
  private final DeskCounters counters;
  private final int every;
  private int events;
  private int next;

  /**
   * @param every events of the market from one audited account to the next; 0 for no audit
   */
  public SamplingAudit(MarginDesk desk, DeskCounters counters, int every) {
    this.desk = desk;
    this.counters = counters;
    this.every = every;
  }

  /** Audits an account if it is time. */
  public void after(MarketEvent event) {
    if (every == 0 || ++events < every) {
      return;
    }
    events = 0;
    int slot = desk.tracking().nextDecidable(next);
    if (slot == AccountIds.ABSENT) {
      return;
    }
    next = slot + 1;
    counters.audited();
    if (desk.decisions().isMissed(slot)) {
      counters.auditMiss();
      LOGGER.error(
          "Audit: an account was not looked at when its level changed: {}",
          desk.tracking().describe(slot));
      desk.mend(slot, event);
    }
  }
}
