/** What becomes liquidatable at which price, and the sums that projections run on. */
package io.breakwater.cascade.ladder;
