// SPDX-License-Identifier: Apache-2.0
/**
 * What the enumerator and the readers of a polling source hand to each other and keep in
 * checkpoints: the split with its cursor, and the events between them.
 */
package dev.bellwether.sources.polling.split;
