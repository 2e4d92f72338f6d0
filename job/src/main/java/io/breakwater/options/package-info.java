/**
 * What can be configured, where it is read from, and its checks, each with a sentence that says
 * what to do. Every default stands here once.
 */
package io.breakwater.options;
