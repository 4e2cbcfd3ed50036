// SPDX-License-Identifier: Apache-2.0
/**
 * What a person sees of a local run: reads the job's results back from Redis, compares them with a
 * plain recomputation over the recorded bars, and prints both.
 */
package dev.bellwether.sandbox.demo;
