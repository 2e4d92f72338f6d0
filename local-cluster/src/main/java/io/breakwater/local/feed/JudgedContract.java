package io.breakwater.local.feed;

import java.util.List;

/**
 * A contract of a generated book whose price is judged, by the terms that a book has by default.
 *
 * @param id the contract, whose factor has its name
 * @param sources those that count, each with the weight 1
 * @param heartbeatSeconds the longest time between two values of a source
 */
record JudgedContract(String id, List<String> sources, int heartbeatSeconds) {}
