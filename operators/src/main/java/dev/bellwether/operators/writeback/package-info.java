// SPDX-License-Identifier: Apache-2.0
/**
 * Keyed state whose newest values are kept as objects in front of a state backend that stores
 * bytes, and written to it before each checkpoint. Reading, decoding, encoding and writing the
 * state of a symbol in RocksDB costs several times what is computed with it; a symbol that is
 * quoted again before the next checkpoint pays for none of that.
 */
package dev.bellwether.operators.writeback;
