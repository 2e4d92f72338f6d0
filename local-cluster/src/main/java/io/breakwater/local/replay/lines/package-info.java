/**
 * What a replay writes: lines with their keys, sorted into files that are the same bytes each time.
 */
package io.breakwater.local.replay.lines;
