/** The job with everything around it on one machine: broker, cluster, feeds, command line. */
package io.breakwater.local;
