// SPDX-License-Identifier: Apache-2.0
/**
 * How to talk to the outside: what all clients have in common is here, each provider has its own
 * package.
 */
package dev.bellwether.clients;
