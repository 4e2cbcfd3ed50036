// SPDX-License-Identifier: Apache-2.0
/**
 * How fast the whole signals pipeline is, from JSON bytes in memory to commands in Redis, in one
 * run against what a user would take instead and against the limit.
 */
package dev.bellwether.benchmarks.pipeline;
