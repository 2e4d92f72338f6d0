/** What all commands share: how bad input is said, long lists and progress. */
package io.breakwater.local.command;
