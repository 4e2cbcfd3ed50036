// SPDX-License-Identifier: Apache-2.0
/** What the application asks of Flink: little on a cluster, everything on a laptop. */
package dev.bellwether.job.environment;
