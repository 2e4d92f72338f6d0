/** What the market can take against what waits in it, and how far liquidations would run. */
package io.breakwater.cascade.projection;
