// SPDX-License-Identifier: Apache-2.0
/**
 * The application jar on a cluster of real processes, with something failing in mid-stream. Each
 * scenario feeds its own job while it breaks something, and then holds everything that is in Redis
 * and in the dead-letter files against a batch recomputation over the same input.
 */
package dev.bellwether.job.cluster;
