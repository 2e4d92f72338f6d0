/** What the market can take, and how far selling or buying moves its price. */
package io.breakwater.cascade.impact;
