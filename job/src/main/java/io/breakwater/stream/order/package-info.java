/**
 * In which order things apply: the total order of events, what waits for its time or for its
 * parameters, and the sequencer's state. No operator, and no account is decided here.
 */
package io.breakwater.stream.order;
