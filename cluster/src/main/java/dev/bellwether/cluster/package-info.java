// SPDX-License-Identifier: Apache-2.0
/**
 * A Flink cluster of several processes on this machine, assembled from Flink's own artifacts: what
 * a machine of its own would be is a JVM of its own here, and can be killed like one.
 */
package dev.bellwether.cluster;
