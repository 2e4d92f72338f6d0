/**
 * The same changes of level computed without the job, by the reference evaluator after every event.
 */
package io.breakwater.local.replay.reference;
