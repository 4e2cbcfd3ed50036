// SPDX-License-Identifier: Apache-2.0
/**
 * The input of the whole-pipeline measurement: JSON quotes made of recorded daily bars, as bytes in
 * memory, the same for every contender.
 */
package dev.bellwether.benchmarks.pipeline.tape;
