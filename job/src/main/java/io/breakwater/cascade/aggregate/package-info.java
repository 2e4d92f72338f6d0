/** What each aggregate says, told from merged slices and what is known of the prices. */
package io.breakwater.cascade.aggregate;
