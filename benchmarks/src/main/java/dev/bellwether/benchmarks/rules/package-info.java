// SPDX-License-Identifier: Apache-2.0
/**
 * What the rules cost: one expression, translated and as CEL interprets it, and the operator with
 * 200 rules after each quote. {@link dev.bellwether.benchmarks.rules.RuleBenchmarks} runs it all
 * and writes the report.
 */
package dev.bellwether.benchmarks.rules;
