/**
 * The byte formats of all values that cross a shuffle or sit in state, one file a value, and
 * Flink's serializers over them. {@link io.breakwater.stream.wire.Codecs} names them all.
 */
package io.breakwater.stream.wire;
