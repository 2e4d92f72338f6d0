/**
 * Where a replay reads: four sources on one time base, which keeps them together and at their
 * speed.
 */
package io.breakwater.local.replay.source;
