// SPDX-License-Identifier: Apache-2.0
/**
 * The Flink jobs that are measured, each from the bytes of the tape to Redis, and the process that
 * runs them.
 */
package dev.bellwether.benchmarks.pipeline.job;
