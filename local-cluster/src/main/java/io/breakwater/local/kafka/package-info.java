/** Plain Kafka clients around the job: what feeds it, follows it and reads what it says. */
package io.breakwater.local.kafka;
