// SPDX-License-Identifier: Apache-2.0
/**
 * What one update of the rolling statistics costs, against recomputation over the window by a plain
 * array loop and by ta4j, and what it costs to read and write the state. {@link
 * dev.bellwether.benchmarks.rolling.RollingBenchmarks} runs it all and writes the report.
 */
package dev.bellwether.benchmarks.rolling;
