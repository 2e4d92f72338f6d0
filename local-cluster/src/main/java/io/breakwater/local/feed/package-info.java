/** What the local cluster is fed with: the shipped tape, published tiers, generated accounts. */
package io.breakwater.local.feed;
