package io.breakwater.value;

/** Why a record was not used. Each constant has the name of its Avro symbol. */
public enum Refusal {
  /** The bytes are not a record of a known framing, or end too early. */
  UNDECODABLE,
  /** The record was written with a schema that no release of this job has had. */
  UNKNOWN_SCHEMA,
  /** A value that must be there is absent. */
  MISSING_VALUE,
  /** An identifier is empty. */
  EMPTY_ID,
  /** An identifier that is no text: what carried it could not, and several may have become one. */
  MALFORMED_ID,
  /** The key of a Kafka record is not the identifier in it, or absent. */
  KEY_MISMATCH,
  /** An enum holds a constant that this release does not know. */
  UNKNOWN_KIND,
  /** The record is well-formed, but asks for a rule that this release does not have. */
  UNSUPPORTED,
  /** A value is zero or negative, and its kind forbids that. */
  NON_POSITIVE_PRICE,
  /** A number lies outside of its range: beyond decimal(38,18), or a rate outside of [0, 1). */
  OUT_OF_RANGE,
  /** Two parts of one record, or a record and its instrument, cannot both be true. */
  CONTRADICTION,
  /** An account with more elements than one may have. */
  TOO_LARGE,
  /** The same account sequence came before with other content. */
  SEQUENCE_CONFLICT,
  /** Parameters or a policy that would make the safe set non-convex or the levels unordered. */
  INVALID_PARAMETERS,
  /** A policy other than the one that this job follows. */
  UNKNOWN_POLICY,
  /**
   * A value that the scale of its risk factor cannot tell: rounding would change it by more than
   * one part in a million, or it needs more units than a long holds.
   */
  PRICE_SCALE,
  /** A value of a risk factor that no parameters name, beyond the number of them that is kept. */
  UNKNOWN_INSTRUMENT,
  /** A value of a source that the terms of its risk factor do not name. */
  UNKNOWN_SOURCE,
  /** A time so far ahead of the clock that it cannot be meant. */
  AHEAD_OF_CLOCK
}
