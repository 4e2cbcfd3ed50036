// SPDX-License-Identifier: Apache-2.0
/**
 * How well anomalies meet days on which something is known to have happened: recorded sessions
 * through the operators, alarms against dates of quarterly results and news. {@link
 * dev.bellwether.benchmarks.anomalies.AnomalyBenchmark} runs it and writes the report.
 */
package dev.bellwether.benchmarks.anomalies;
