// SPDX-License-Identifier: Apache-2.0
/**
 * A polling source for anything that must be asked: an HTTP API, a feed, a folder.
 *
 * <p>It knows Flink and nothing of Bellwether, so it can be used on its own.
 */
package dev.bellwether.sources.polling;
