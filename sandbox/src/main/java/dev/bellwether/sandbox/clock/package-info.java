// SPDX-License-Identifier: Apache-2.0
/**
 * The replay clock: which session of the recording the sandbox is in. Three kinds: moved by hand,
 * by time, and by time and audience (it does not go on before everybody has seen the session).
 */
package dev.bellwether.sandbox.clock;
