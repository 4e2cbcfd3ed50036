// SPDX-License-Identifier: Apache-2.0
/**
 * The one place where a polling source decides: which chunk is due, which reader gets it, what is
 * under way, and what has to be done again after a failure.
 */
package dev.bellwether.sources.polling.enumerator;
