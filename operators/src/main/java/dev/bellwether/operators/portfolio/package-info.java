// SPDX-License-Identifier: Apache-2.0
/** What the positions of an account call for. */
package dev.bellwether.operators.portfolio;
