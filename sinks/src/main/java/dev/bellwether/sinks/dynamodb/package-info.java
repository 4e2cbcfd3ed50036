// SPDX-License-Identifier: Apache-2.0
/**
 * What has happened, as items of tables of DynamoDB that expire by themselves: every change of
 * every alert, and the analyzed quotes.
 */
package dev.bellwether.sinks.dynamodb;
