// SPDX-License-Identifier: Apache-2.0
/**
 * A Flink cluster of several processes on this machine, assembled from Flink's own artifacts, and
 * the commands that operate a cluster through its REST API.
 */
package dev.bellwether.cluster;
