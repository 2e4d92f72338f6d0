package io.breakwater.local.kafka;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * How far a consumer group has read, by the offsets that it committed. The job commits at each
 * checkpoint: what it has passed here is in its state.
 */
public final class ReadProgress implements AutoCloseable {
  private final Admin admin;
  private final String group;

  public ReadProgress(String bootstrapServers, String group) {
    this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    this.group = group;
  }

  /** An end of topics at some time: the offsets that their next records had. */
  public record Mark(Map<TopicPartition, Long> ends) {}

  /** The present end of topics. */
  public Mark mark(String... topics) {
    try {
      Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
      for (TopicDescription topic :
          admin.describeTopics(Arrays.asList(topics)).allTopicNames().get().values()) {
        topic
            .partitions()
            .forEach(
                p ->
                    latest.put(
                        new TopicPartition(topic.name(), p.partition()), OffsetSpec.latest()));
      }
      Map<TopicPartition, Long> ends = new HashMap<>();
      for (Map.Entry<TopicPartition, ListOffsetsResultInfo> end :
          admin.listOffsets(latest).all().get().entrySet()) {
        ends.put(end.getKey(), end.getValue().offset());
      }
      return new Mark(ends);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the ends of topics cannot be read", e.getCause());
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Whether the group has read everything before a mark. */
  public boolean hasPassed(Mark mark) {
    try {
      Map<TopicPartition, OffsetAndMetadata> committed =
          admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
      return mark.ends().entrySet().stream()
          .allMatch(end -> offset(committed.get(end.getKey())) >= end.getValue());
    } catch (ExecutionException e) {
      throw new IllegalStateException("the offsets of " + group + " cannot be read", e.getCause());
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static long offset(OffsetAndMetadata committed) {
    return committed == null ? 0 : committed.offset();
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("interrupted", e);
  }

  @Override
  public void close() {
    admin.close();
  }
}
