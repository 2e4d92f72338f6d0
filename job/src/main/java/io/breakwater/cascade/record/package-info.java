/** What the aggregates say: one record an aggregate, with the names of the files and topics. */
package io.breakwater.cascade.record;
