package io.breakwater.stream;

/** Names of the job's metrics: dashboards, alerts and programs refer to them. */
public final class MetricNames {
  /** Changes of prices that were known before. */
  public static final String TICKS = "ticks";

  /** Accounts that the watch named for a tick. */
  public static final String WAKES = "wakes";

  /** Of the wakes, those that were decided exactly and kept their level. */
  public static final String WAKES_WITHOUT_CHANGE = "wakesWithoutChange";

  /** Decisions in exact arithmetic. */
  public static final String EXACT_DECISIONS = "exactDecisions";

  /** Idle accounts that were decided to see that they were not missed. */
  public static final String AUDITED_ACCOUNTS = "auditedAccounts";

  /** Of the audited, those that were: must stay 0. */
  public static final String AUDIT_MISSES = "auditMisses";

  /** Account updates that were applied. */
  public static final String ACCOUNT_UPDATES_APPLIED = "accountUpdatesApplied";

  /** Account updates that had been applied before. */
  public static final String ACCOUNT_UPDATES_DUPLICATE = "accountUpdatesDuplicate";

  /** Account updates older than what had been applied. */
  public static final String ACCOUNT_UPDATES_STALE = "accountUpdatesStale";

  /** Records that came behind the event clock. */
  public static final String LATE_RECORDS = "lateRecords";

  /** Changes of level that were written. */
  public static final String TRANSITIONS = "transitions";

  /** Liquidation triggers that were written. */
  public static final String TRIGGERS = "triggers";

  /** Of the triggers, those that state open episodes again. */
  public static final String RESTATED_TRIGGERS = "restatedTriggers";

  /** The epoch of triggers. */
  public static final String EPOCH = "epoch";

  /** Accounts that are open. */
  public static final String OPEN_ACCOUNTS = "openAccounts";

  /** Of the open, those that cannot be valued. */
  public static final String PENDING_ACCOUNTS = "pendingAccounts";

  /** Of the open, those whose triggers wait for certainty. */
  public static final String HELD_ACCOUNTS = "heldAccounts";

  /** 1 once the inputs have been caught up with, so that triggered levels may rise; 0 before. */
  public static final String READY = "ready";

  /**
   * Age in milliseconds of the moment up to which all inputs have been read; -1 while there is
   * none, and where it is not looked after.
   */
  public static final String INPUT_AGE_MILLIS = "inputAgeMillis";

  /** Milliseconds for which the first of the held accounts has been held; 0 where none is. */
  public static final String OLDEST_HELD_MILLIS = "oldestHeldMillis";

  /**
   * Milliseconds for which the first of the pending accounts had been pending at the last
   * checkpoint; 0 where none was.
   */
  public static final String OLDEST_PENDING_MILLIS = "oldestPendingMillis";

  /** Judged factors, in a group of each {@link #VALIDITY}. */
  public static final String JUDGED_FACTORS = "judgedFactors";

  /** Gauge: factors of which a guard holds sources back that agree with each other. */
  public static final String SUSPECT_GUARDS = "suspectGuards";

  /** Gauge: factors that have not been VALID for longer than is to be reported. */
  public static final String LONG_DOUBTFUL_FACTORS = "longDoubtfulFactors";

  /** Key of the group that holds the gauge of one validity. */
  public static final String VALIDITY = "validity";

  /** Milliseconds since the time that the newest record of an input states; -1 before the first. */
  public static final String NEWEST_RECORD_AGE_MILLIS = "newestRecordAgeMillis";

  /** Entries of the index in which a tick finds accounts. */
  public static final String INDEX_ENTRIES = "indexEntries";

  /** Bytes of that index. */
  public static final String INDEX_BYTES = "indexBytes";

  /** Bytes of the mirror: what ticks need of each account. */
  public static final String MIRROR_BYTES = "mirrorBytes";

  /** Changed accounts that are not written to state yet. */
  public static final String UNWRITTEN_ACCOUNTS = "unwrittenAccounts";

  /** Events that wait for their time. */
  public static final String EARLY_EVENTS = "earlyEvents";

  /** Milliseconds that the rebuild from state took at the start. */
  public static final String REBUILD_MILLIS = "rebuildMillis";

  /** Microseconds that the last write before a checkpoint took. */
  public static final String FLUSH_MICROS = "flushMicros";

  /** Gauge: how long the last marker, barrier or watermark had to wait for a scan, microseconds. */
  public static final String SCAN_MICROS = "scanMicros";

  /** Microseconds of the longest event of the market since the start. */
  public static final String LONGEST_MARKET_EVENT_MICROS = "longestMarketEventMicros";

  /** Events of the market that were put in order. */
  public static final String MARKET_EVENTS = "marketEvents";

  /** Inputs of the market that wait for their time. */
  public static final String DEFERRED_INPUTS = "deferredInputs";

  /** Parameters older than what is known. */
  public static final String OLDER_PARAMETERS = "olderParameters";

  /** Parameters that are known already. */
  public static final String REPEATED_PARAMETERS = "repeatedParameters";

  /** Factors that have a value and that nobody has named. */
  public static final String UNKNOWN_FACTORS = "unknownFactors";

  /** Values that the judge keeps of factors that no parameters name, one of each source. */
  public static final String UNNAMED_VALUES = "unnamedValues";

  /** Prices older than the last of their instrument. */
  public static final String STALE_PRICES = "stalePrices";

  /** Prices that had come before. */
  public static final String DUPLICATE_PRICES = "duplicatePrices";

  /** Records that could not be used: in all, and in a group of each {@link #REASON}. */
  public static final String REJECTED_RECORDS = "rejectedRecords";

  /** Key of the group that holds the counter of one reason. */
  public static final String REASON = "reason";

  private MetricNames() {}
}
