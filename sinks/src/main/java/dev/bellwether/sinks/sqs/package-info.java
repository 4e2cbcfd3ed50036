// SPDX-License-Identifier: Apache-2.0
/**
 * Dead letters as messages of an SQS queue, for whoever is to be told of them: the same JSON as in
 * the files, cut where it is longer than a message may be. The files keep the whole.
 */
package dev.bellwether.sinks.sqs;
