// SPDX-License-Identifier: Apache-2.0
/** SQS on 127.0.0.1 for local runs and tests: ElasticMQ, in process, in memory. */
package dev.bellwether.sandbox.sqs;
