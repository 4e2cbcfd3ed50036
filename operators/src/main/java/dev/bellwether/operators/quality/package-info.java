// SPDX-License-Identifier: Apache-2.0
/**
 * Keeps what cannot be true away from the statistics: validation of single quotes, then per symbol
 * duplicates, order, jumps and outliers. What is refused leaves as a dead letter with its reason;
 * exact repeats are only counted.
 */
package dev.bellwether.operators.quality;
