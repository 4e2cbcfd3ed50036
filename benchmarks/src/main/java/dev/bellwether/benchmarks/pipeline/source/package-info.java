// SPDX-License-Identifier: Apache-2.0
/**
 * Plays a tape into a job: as fast as the job takes it, or at a fixed rate with the time at which
 * each record was due.
 */
package dev.bellwether.benchmarks.pipeline.source;
