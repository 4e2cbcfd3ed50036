// SPDX-License-Identifier: Apache-2.0
/** Numbers in few bytes, for the state of the operators. */
package dev.bellwether.operators.packed;
