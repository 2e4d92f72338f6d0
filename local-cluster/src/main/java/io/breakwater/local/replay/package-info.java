/**
 * {@code replay}: files in, the job of production on a mini-cluster, JSON lines out.
 *
 * <p>Four {@link io.breakwater.local.replay.source.ReplaySource sources} share one {@link
 * io.breakwater.local.replay.source.ReplayTimeBase time base}; what leaves the job is committed to
 * part files and {@link io.breakwater.local.replay.lines.LineSort sorted} into the outputs, so that
 * they are the same bytes at every parallelism and speed. {@link
 * io.breakwater.local.replay.reference.ReferenceReplay} computes the same transitions without the
 * job.
 */
package io.breakwater.local.replay;
