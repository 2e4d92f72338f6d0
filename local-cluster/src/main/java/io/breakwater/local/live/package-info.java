/** The local cluster at work: the job between a broker, a feed, a keeper and a terminal. */
package io.breakwater.local.live;
