/**
 * The rules of judging a second time, as plainly as they can be said, from all that ever happened:
 * what tests and verified replays judge by. Shares no decision with the judge.
 */
package io.breakwater.oracle.reference;
