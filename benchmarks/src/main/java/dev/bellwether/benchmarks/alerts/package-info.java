// SPDX-License-Identifier: Apache-2.0
/**
 * How long it takes from a quote to the message about it: the application's pipelines in a process
 * of its own, a market that is calm but for shocks, and the server that receives the messages.
 * {@link dev.bellwether.benchmarks.alerts.AlertBenchmark} runs it all and writes the report.
 */
package dev.bellwether.benchmarks.alerts;
