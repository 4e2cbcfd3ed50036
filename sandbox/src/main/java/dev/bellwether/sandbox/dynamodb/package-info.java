// SPDX-License-Identifier: Apache-2.0
/** A DynamoDB emulator as a Node.js process, and a client that makes tables and looks into them. */
package dev.bellwether.sandbox.dynamodb;
