// SPDX-License-Identifier: Apache-2.0
/** On which days, and until when, a market trades. */
package dev.bellwether.sources.sessions;
