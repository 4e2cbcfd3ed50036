// SPDX-License-Identifier: Apache-2.0
/** The drawdowns of a session in order: one ranking per session, and corrections of it. */
package dev.bellwether.operators.ranking;
