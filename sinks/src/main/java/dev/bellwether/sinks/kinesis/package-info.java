// SPDX-License-Identifier: Apache-2.0
/**
 * Quotes on a Kinesis stream for other consumers, through the connector's own sink. The connector
 * has a relocated AWS SDK; this package is the only one that names it, and keeps credentials out of
 * the properties that the connector sends with the job.
 */
package dev.bellwether.sinks.kinesis;
