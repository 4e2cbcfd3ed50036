// SPDX-License-Identifier: Apache-2.0
/** Small tables of DynamoDB that are read as a whole: rules, preferences. */
package dev.bellwether.clients.aws.dynamodb;
